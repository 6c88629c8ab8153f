# SPDX-License-Identifier: Apache-2.0
"""Runs a script that rebuilds a circuit and prints the circuit's unitary.

    run_python_circuit.py qiskit|pennylane|cirq SCRIPT QUBITS NAME=VALUE...

The libraries need not be installed: their calls are answered here by textbook matrices, as their
documentation defines them. Prints rows of "real imaginary" pairs; qubit 0 is the least significant bit.
"""
import ast
import cmath
import math
import sys
import types

R = 1 / math.sqrt(2)
FIXED = {
    "I": [[1, 0], [0, 1]], "X": [[0, 1], [1, 0]], "Y": [[0, -1j], [1j, 0]], "Z": [[1, 0], [0, -1]],
    "H": [[R, R], [R, -R]], "S": [[1, 0], [0, 1j]], "T": [[1, 0], [0, cmath.exp(1j * math.pi / 4)]],
    "SX": [[(1 + 1j) / 2, (1 - 1j) / 2], [(1 - 1j) / 2, (1 + 1j) / 2]],
    "SWAP": [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]],
    "ISWAP": [[1, 0, 0, 0], [0, 0, 1j, 0], [0, 1j, 0, 0], [0, 0, 0, 1]],
    # Qiskit's documentation of ECRGate, first qubit least significant.
    "ECR": [[0, R, 0, R * 1j], [R, 0, -R * 1j, 0], [0, R * 1j, 0, R], [-R * 1j, 0, R, 0]],
}
PAULIS = {"X": FIXED["X"], "Y": FIXED["Y"], "Z": FIXED["Z"]}


def dagger(matrix):
    return [[complex(matrix[j][i]).conjugate() for j in range(len(matrix))] for i in range(len(matrix))]


def rotation(axis, theta):
    """exp(-i theta/2 P) for one letter, or two equal ones."""
    pauli = PAULIS[axis[0]]
    if len(axis) == 2:
        pauli = [[pauli[r // 2][c // 2] * pauli[r % 2][c % 2] for c in range(4)] for r in range(4)]
    c, s = math.cos(theta / 2), math.sin(theta / 2)
    return [[c * (i == j) - 1j * s * pauli[i][j] for j in range(len(pauli))] for i in range(len(pauli))]


def phase(angle):
    return [[1, 0], [0, cmath.exp(1j * angle)]]


def euler(theta, phi, delta):
    c, s = math.cos(theta / 2), math.sin(theta / 2)
    return [[c, -cmath.exp(1j * delta) * s], [cmath.exp(1j * phi) * s, cmath.exp(1j * (phi + delta)) * c]]


class Machine:
    """Applies matrices to every column of the identity."""

    def __init__(self, qubits):
        self.size = 1 << qubits
        self.columns = [[complex(i == j) for i in range(self.size)] for j in range(self.size)]

    def apply(self, matrix, targets, controls=(), values=()):
        def selected(index):
            return all((index >> q & 1) == v for q, v in zip(controls, values))

        for column in self.columns:
            old = column[:]
            for index in range(self.size):
                if not selected(index):
                    continue
                row = sum((index >> q & 1) << k for k, q in enumerate(targets))
                column[index] = 0
                for source in range(len(matrix)):
                    other = index
                    for k, q in enumerate(targets):
                        other = other & ~(1 << q) | (source >> k & 1) << q
                    column[index] += matrix[row][source] * old[other]

    def scale(self, factor):
        self.columns = [[factor * value for value in column] for column in self.columns]

    def unitary(self):
        return [[self.columns[j][i] for j in range(self.size)] for i in range(self.size)]


class Value:
    """An unbound parameter, here with its number; functions are methods, as in Qiskit."""

    def __init__(self, number):
        self.number = float(number)

    def __float__(self):
        return self.number


def binary(operation):
    return lambda a, b: Value(operation(float(a), float(b)))


for name, function in {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
                       "truediv": lambda a, b: a / b, "pow": lambda a, b: a**b}.items():
    setattr(Value, f"__{name}__", binary(function))
    setattr(Value, f"__r{name}__", lambda a, b, function=function: Value(function(float(b), float(a))))
Value.__neg__ = lambda a: Value(-a.number)
for name, function in {"sin": math.sin, "cos": math.cos, "tan": math.tan, "arcsin": math.asin, "arccos": math.acos,
                       "arctan": math.atan, "exp": math.exp, "log": math.log}.items():
    setattr(Value, name, lambda a, function=function: Value(function(a.number)))


def module(name, **content):
    made = types.ModuleType(name)
    made.__dict__.update(content)
    sys.modules[name] = made
    return made


# Qiskit -------------------------------------------------------------------------------------------
QISKIT = {"id": "I", "x": "X", "y": "Y", "z": "Z", "h": "H", "s": "S", "t": "T", "sx": "SX", "swap": "SWAP",
          "iswap": "ISWAP", "ecr": "ECR"}
QISKIT_ANGLES = {"rx": lambda a: rotation("X", a), "ry": lambda a: rotation("Y", a), "rz": lambda a: rotation("Z", a),
                 "p": phase, "u": euler, "rxx": lambda a: rotation("XX", a), "ryy": lambda a: rotation("YY", a),
                 "rzz": lambda a: rotation("ZZ", a)}
QISKIT_COUNTS = {"u": 3}
QISKIT_CLASSES = {"IGate": "id", "XGate": "x", "YGate": "y", "ZGate": "z", "HGate": "h", "SGate": "s", "SdgGate": "sdg",
                  "TGate": "t", "TdgGate": "tdg", "SXGate": "sx", "SXdgGate": "sxdg", "RXGate": "rx", "RYGate": "ry",
                  "RZGate": "rz", "PhaseGate": "p", "UGate": "u", "SwapGate": "swap", "iSwapGate": "iswap",
                  "ECRGate": "ecr", "RXXGate": "rxx", "RYYGate": "ryy", "RZZGate": "rzz"}
QISKIT_CONTROLLED = {"cx": 1, "cy": 1, "cz": 1, "ch": 1, "cs": 1, "csdg": 1, "csx": 1, "cp": 1, "crx": 1, "cry": 1,
                     "crz": 1, "cswap": 1, "ccx": 2}


def qiskit_matrix(name, angles):
    if name in QISKIT_ANGLES:
        return QISKIT_ANGLES[name](*[float(a) for a in angles])
    if name.endswith("dg"):
        return dagger(FIXED[QISKIT[name[:-2]]])
    return FIXED[QISKIT[name]]


def run_qiskit(tree, qubits, values):
    machine = Machine(qubits)

    class Gate:
        def __init__(self, matrix):
            self.matrix, self.controls, self.state = matrix, 0, ""

        def control(self, count, ctrl_state=None):
            self.controls, self.state = count, ctrl_state or "1" * count
            return self

    class QuantumCircuit:
        global_phase = 0.0

        def __init__(self, *registers, name=None):
            assert sum(registers) == qubits

        def append(self, gate, qargs):
            bits = [int(digit) for digit in reversed(gate.state)]
            machine.apply(gate.matrix, qargs[gate.controls:], qargs[:gate.controls], bits)

        def barrier(self, _):
            pass

        def __getattr__(self, name):
            controls = QISKIT_CONTROLLED.get(name, 0)
            base = name[controls:]
            count = QISKIT_COUNTS.get(base, 1) if base in QISKIT_ANGLES else 0

            def call(*arguments):
                wires = arguments[count:]
                machine.apply(qiskit_matrix(base, arguments[:count]), wires[controls:], wires[:controls],
                              [1] * controls)
            return call

    module("qiskit", QuantumCircuit=QuantumCircuit, QuantumRegister=lambda size, name: size,
           ClassicalRegister=lambda size, name: 0)
    module("qiskit.circuit", Parameter=lambda name: Value(values[name]))
    module("qiskit.circuit.library", **{
        cls: (lambda *angles, name=name: Gate(qiskit_matrix(name, angles))) for cls, name in QISKIT_CLASSES.items()})
    scope = {}
    exec(compile(tree, "script", "exec"), scope)
    machine.scale(cmath.exp(1j * float(scope["circuit"].global_phase)))
    return machine


# PennyLane ----------------------------------------------------------------------------------------
PENNYLANE = {"Identity": "I", "PauliX": "X", "PauliY": "Y", "PauliZ": "Z", "Hadamard": "H", "S": "S", "T": "T",
             "SX": "SX", "SWAP": "SWAP", "ISWAP": "ISWAP"}
PENNYLANE_ANGLES = {"RX": lambda a: rotation("X", a), "RY": lambda a: rotation("Y", a),
                    "RZ": lambda a: rotation("Z", a), "PhaseShift": phase, "U3": euler,
                    "IsingXX": lambda a: rotation("XX", a), "IsingYY": lambda a: rotation("YY", a),
                    "IsingZZ": lambda a: rotation("ZZ", a)}


def run_pennylane(tree, qubits, values):
    queue = []

    def record(operation):
        queue.append(operation)
        return operation

    def wires_of(wires):
        return [wires] if isinstance(wires, int) else wires

    def gate(name):
        def make(*angles, wires):
            matrix = PENNYLANE_ANGLES[name](*angles) if name in PENNYLANE_ANGLES else FIXED[PENNYLANE[name]]
            return record((matrix, wires_of(wires), [], []))
        return make

    def taken(operation):
        assert queue.pop() is operation

    def adjoint(operation):
        taken(operation)
        return record((dagger(operation[0]), *operation[1:]))

    def ctrl(operation, control, control_values):
        taken(operation)
        return record((*operation[:2], control, control_values))

    content = {name: gate(name) for name in [*PENNYLANE, *PENNYLANE_ANGLES]}
    numpy = types.SimpleNamespace(sin=math.sin, cos=math.cos, tan=math.tan, arcsin=math.asin, arccos=math.acos,
                                  arctan=math.atan, exp=math.exp, log=math.log, sqrt=math.sqrt)
    # "multiplies all components of the state by e^{-i phi}"
    content["GlobalPhase"] = lambda phi: record(([[cmath.exp(-1j * phi)]], [], [], []))
    content["Barrier"] = lambda wires: None
    module("pennylane", adjoint=adjoint, ctrl=ctrl, numpy=numpy, device=lambda name, wires: None,
           qnode=lambda device: lambda function: function, state=lambda: None, **content)
    scope = {}
    exec(compile(tree, "script", "exec"), scope)
    scope["circuit"](*[values[name] for name in scope["circuit"].__code__.co_varnames[:len(values)]])
    machine = Machine(qubits)
    for matrix, wires, controls, bits in queue:
        # PennyLane's matrices have the first wire most significant.
        machine.apply(matrix, wires[::-1], controls, bits)
    return machine


# Cirq ---------------------------------------------------------------------------------------------
def run_cirq(tree, qubits, values):
    machine = Machine(qubits)

    class Operation:
        def __init__(self, matrix, wires):
            self.matrix, self.wires, self.controls, self.bits = matrix, wires, (), ()

        def controlled_by(self, *controls, control_values=None):
            self.controls, self.bits = controls, control_values or [1] * len(controls)
            return self

    class Gate:
        def __init__(self, matrix, root=None):
            self.matrix, self.root = matrix, root

        def __call__(self, *wires):
            return Operation(self.matrix, wires)

        def __pow__(self, exponent):
            if exponent == -1:
                return Gate(dagger(self.matrix))
            # X to a power has the eigenvalues 1 and e^{i pi t}.
            assert self.matrix is FIXED["X"]
            turn = cmath.exp(1j * math.pi * exponent)
            return Gate([[(1 + turn) / 2, (1 - turn) / 2], [(1 - turn) / 2, (1 + turn) / 2]])

    class Circuit:
        def append(self, operation):
            # Cirq's matrices have the first qubit most significant.
            machine.apply(operation.matrix, operation.wires[::-1], operation.controls, operation.bits)

    def pair(axis):
        def make(exponent, global_shift):
            assert global_shift == -0.5
            return Gate(rotation(axis, math.pi * exponent))
        return make

    class LineQubit:
        range = staticmethod(lambda count: list(range(count)))

    module("cirq", Circuit=Circuit, LineQubit=LineQubit,
           **{name: Gate(FIXED[name]) for name in ["I", "X", "Y", "Z", "H", "S", "T", "SWAP", "ISWAP"]},
           rx=lambda a: Gate(rotation("X", a)), ry=lambda a: Gate(rotation("Y", a)),
           rz=lambda a: Gate(rotation("Z", a)), ZPowGate=lambda exponent: Gate(phase(math.pi * exponent)),
           XXPowGate=pair("XX"), YYPowGate=pair("YY"), ZZPowGate=pair("ZZ"),
           global_phase_operation=lambda factor: Operation([[factor]], ()))
    module("sympy", Symbol=lambda name: values[name], I=1j, sin=math.sin, cos=math.cos, tan=math.tan,
           asin=math.asin, acos=math.acos, atan=math.atan, log=math.log, sqrt=math.sqrt,
           exp=lambda value: cmath.exp(value) if isinstance(value, complex) else math.exp(value))
    exec(compile(tree, "script", "exec"), {})
    return machine


def main():
    target, path, qubits = sys.argv[1], sys.argv[2], int(sys.argv[3])
    values = {name: float(value) for name, value in (each.split("=") for each in sys.argv[4:])}
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read(), path)
    if qubits == 0:
        return  # only the grammar was asked for
    run = {"qiskit": run_qiskit, "pennylane": run_pennylane, "cirq": run_cirq}[target]
    for row in run(tree, qubits, values).unitary():
        print(*[f"{complex(v).real!r} {complex(v).imag!r}" for v in row])


main()
