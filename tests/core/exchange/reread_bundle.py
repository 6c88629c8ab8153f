# SPDX-License-Identifier: Apache-2.0
"""Reads a model bundle with Python's standard library alone and predicts its sample again.

Nothing here knows the program that wrote the bundle: the circuit is read from OpenQASM 3, simulated by
plain matrix products, and fed through the dense layers. Usage: reread_bundle.py FILE [TOLERANCE]
Prints the number of rows and the largest difference; exits 1 when it exceeds the tolerance.
"""
import cmath
import csv
import hashlib
import io
import json
import math
import re
import struct
import sys
import zipfile

# --- OpenQASM 3 -------------------------------------------------------------------------------------

TOKEN = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|(?P<annotation>@[A-Za-z_][\w.]*[^\n]*)|(?P<number>(\d+\.\d*|\.\d+|\d+)'
                   r'([eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<string>"[^"]*")|(?P<symbol>\*\*|->|==|!=|&&|\+\+|'
                   r'[-+*/^()\[\]{};,=@:])', re.S)


def tokens_of(text):
    """(kind, text) pairs; an annotation reaches to the end of its line, `@` after a modifier is a symbol."""
    found, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match and match.lastgroup == 'annotation' and found and found[-1][1] not in (';', '}', '{') \
                and found[-1][0] != 'annotation':
            found.append(('symbol', '@'))
            position += 1
            continue
        if not match:
            raise ValueError('unreadable OpenQASM at ' + text[position:position + 20])
        position = match.end()
        for kind in ('annotation', 'number', 'name', 'string', 'symbol'):
            if match.group(kind) is not None:
                found.append((kind, match.group(kind)))
    return found


FUNCTIONS = {'sin': math.sin, 'cos': math.cos, 'tan': math.tan, 'arcsin': math.asin, 'arccos': math.acos,
             'arctan': math.atan, 'exp': math.exp, 'log': math.log, 'sqrt': math.sqrt, 'pow': math.pow,
             'asin': math.asin, 'acos': math.acos, 'atan': math.atan, 'ln': math.log}
CONSTANTS = {'pi': math.pi, 'π': math.pi, 'tau': 2 * math.pi, 'τ': 2 * math.pi, 'euler': math.e, 'ℇ': math.e}


class Program:
    """Declarations, gate definitions and steps of one file."""

    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.at = 0
        self.inputs = []       # (name, role, column) in order
        self.registers = {}    # name -> (first qubit, size)
        self.qubits = 0
        self.gates = {}        # name -> (angles, qubits, body)
        self.steps = []
        self.annotations = {}
        self.read()

    def peek(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ''

    def take(self, expected=None):
        kind, text = self.tokens[self.at]
        if expected is not None and text != expected:
            raise ValueError('expected ' + expected + ', found ' + text)
        self.at += 1
        return text

    def skip_statement(self):
        while self.take() != ';':
            pass

    def read(self):
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == 'annotation':
                key, _, value = text[1:].partition(' ')
                self.annotations[key] = value.strip()
                self.at += 1
                continue
            self.statement(text)
            self.annotations = {}

    def statement(self, word):
        if word in ('OPENQASM', 'include', 'bit', 'barrier'):
            self.skip_statement()
        elif word == 'input':
            self.take(), self.take('float'), self.take('['), self.take(), self.take(']')
            name = self.take()
            column = self.annotations.get('qstore.column', '')
            if column.startswith('"'):
                column = json.loads(column)
            self.inputs.append((name, self.annotations.get('qstore.role', ''), column))
            self.take(';')
        elif word == 'qubit':
            self.take()
            size = 1
            if self.peek() == '[':
                self.take()
                size = int(self.take())
                self.take(']')
            self.registers[self.take()] = (self.qubits, size)
            self.qubits += size
            self.take(';')
        elif word == 'gate':
            self.definition()
        elif word in ('if', 'reset', 'measure', 'let'):
            raise ValueError('a circuit with "' + word + '" has no expectation values')
        else:
            self.steps.append(self.call())

    def definition(self):
        self.take('gate')
        name, angles, qubits, body = self.take(), [], [], []
        if self.peek() == '(':
            self.take()
            while self.peek() != ')':
                angles.append(self.take())
                if self.peek() == ',':
                    self.take()
            self.take(')')
        while self.peek() != '{':
            qubits.append(self.take())
            if self.peek() == ',':
                self.take()
        self.take('{')
        while self.peek() != '}':
            body.append(self.call())
        self.take('}')
        self.gates[name] = (angles, qubits, body)

    def call(self):
        """(modifiers, name, angles, operands)"""
        modifiers = []
        while self.peek() in ('ctrl', 'negctrl', 'inv', 'pow'):
            kind, value = self.take(), None
            if self.peek() == '(':
                self.take()
                value = self.sum()
                self.take(')')
            self.take('@')
            modifiers.append((kind, value))
        name, angles, operands = self.take(), [], []
        if self.peek() == '(':
            self.take()
            while self.peek() != ')':
                angles.append(self.sum())
                if self.peek() == ',':
                    self.take()
            self.take(')')
        while self.peek() != ';':
            register, index = self.take(), None
            if self.peek() == '[':
                self.take()
                index = int(self.take())
                self.take(']')
            operands.append((register, index))
            if self.peek() == ',':
                self.take()
        self.take(';')
        return modifiers, name, angles, operands

    # Expressions become functions of an environment {name: number}.
    def sum(self):
        left = self.product()
        while self.peek() in ('+', '-'):
            left = binary(self.take(), left, self.product())
        return left

    def product(self):
        left = self.sign()
        while self.peek() in ('*', '/'):
            left = binary(self.take(), left, self.sign())
        return left

    def sign(self):
        if self.peek() == '-':
            self.take()
            inner = self.sign()
            return lambda e: -inner(e)
        if self.peek() == '+':
            self.take()
            return self.sign()
        return self.power()

    def power(self):
        base = self.atom()
        if self.peek() in ('**', '^'):
            self.take()
            return binary('**', base, self.sign())
        return base

    def atom(self):
        kind, text = self.tokens[self.at]
        self.at += 1
        if text == '(':
            inner = self.sum()
            self.take(')')
            return inner
        if kind == 'number':
            value = float(text)
            return lambda e: value
        if text in FUNCTIONS and self.peek() == '(':
            self.take()
            arguments = [self.sum()]
            while self.peek() == ',':
                self.take()
                arguments.append(self.sum())
            self.take(')')
            function = FUNCTIONS[text]
            return lambda e: function(*[a(e) for a in arguments])
        if text in CONSTANTS:
            return lambda e: CONSTANTS[text]
        return lambda e: e[text]


def binary(operator, left, right):
    return {'+': lambda e: left(e) + right(e), '-': lambda e: left(e) - right(e),
            '*': lambda e: left(e) * right(e), '/': lambda e: left(e) / right(e),
            '**': lambda e: left(e) ** right(e)}[operator]


# --- gates of stdgates.inc --------------------------------------------------------------------------

def u_matrix(theta, phi, lam):
    """OpenQASM 3's built-in U."""
    one, two = 1 + cmath.exp(1j * theta), 1 - cmath.exp(1j * theta)
    return [[one / 2, -1j * cmath.exp(1j * lam) * two / 2],
            [1j * cmath.exp(1j * phi) * two / 2, cmath.exp(1j * (phi + lam)) * one / 2]]


def phase(angle, matrix):
    return [[cmath.exp(1j * angle) * value for value in row] for row in matrix]


def u3_matrix(theta, phi, lam):
    """gphase(-(phi+lambda+theta)/2); U(theta, phi, lambda), as in stdgates.inc."""
    return phase(-(phi + lam + theta) / 2, u_matrix(theta, phi, lam))


R = math.sqrt(0.5)
FIXED = {'id': [[1, 0], [0, 1]], 'x': [[0, 1], [1, 0]], 'y': [[0, -1j], [1j, 0]], 'z': [[1, 0], [0, -1]],
         'h': [[R, R], [R, -R]], 's': [[1, 0], [0, 1j]], 'sdg': [[1, 0], [0, -1j]],
         't': [[1, 0], [0, cmath.exp(0.25j * math.pi)]], 'tdg': [[1, 0], [0, cmath.exp(-0.25j * math.pi)]],
         'sx': [[0.5 + 0.5j, 0.5 - 0.5j], [0.5 - 0.5j, 0.5 + 0.5j]]}
SWAP = [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]
CONTROLLED = {'cx': (1, 'x'), 'CX': (1, 'x'), 'cy': (1, 'y'), 'cz': (1, 'z'), 'ch': (1, 'h'), 'cp': (1, 'p'),
              'cphase': (1, 'p'), 'crx': (1, 'rx'), 'cry': (1, 'ry'), 'crz': (1, 'rz'), 'ccx': (2, 'x'),
              'cswap': (1, 'swap')}


def base_matrix(name, a):
    if name in FIXED:
        return FIXED[name]
    if name == 'rx':
        c, s = math.cos(a[0] / 2), math.sin(a[0] / 2)
        return [[c, -1j * s], [-1j * s, c]]
    if name == 'ry':
        c, s = math.cos(a[0] / 2), math.sin(a[0] / 2)
        return [[c, -s], [s, c]]
    if name == 'rz':
        return [[cmath.exp(-0.5j * a[0]), 0], [0, cmath.exp(0.5j * a[0])]]
    if name in ('p', 'phase', 'u1'):
        return [[1, 0], [0, cmath.exp(1j * a[0])]]
    if name == 'swap':
        return SWAP
    if name == 'U':
        return u_matrix(*a)
    if name == 'u2':
        return u3_matrix(math.pi / 2, *a)
    if name == 'u3':
        return u3_matrix(*a)
    if name == 'gphase':
        return [[cmath.exp(1j * a[0])]]
    return None


def dagger(matrix):
    return [[complex(matrix[j][i]).conjugate() for j in range(len(matrix))] for i in range(len(matrix))]


class Simulator:
    """A state vector; bit j of an index is qubit j."""

    def __init__(self, program, environment):
        self.program = program
        self.state = [0j] * (1 << program.qubits)
        self.state[0] = 1 + 0j
        for step in program.steps:
            self.run(step, environment, None, [], False)

    def qubits_of(self, operand, local):
        register, index = operand
        if local is not None:
            return local[register]
        first, size = self.program.registers[register]
        if index is None and size != 1:
            raise ValueError('a whole register as operand')
        return first + (index or 0)

    def run(self, step, environment, local, controls, inverse):
        modifiers, name, angles, operands = step
        qubits = [self.qubits_of(o, local) for o in operands]
        controls = list(controls)
        for kind, value in modifiers:
            if kind == 'pow':
                raise ValueError('pow modifiers are not written by bundles')
            if kind == 'inv':
                inverse = not inverse
                continue
            count = 1 if value is None else round(value(environment))
            controls += [(q, kind == 'ctrl') for q in qubits[:count]]
            qubits = qubits[count:]
        values = [a(environment) for a in angles]
        if name in self.program.gates:
            names, wires, body = self.program.gates[name]
            inner, places = dict(zip(names, values)), dict(zip(wires, qubits))
            for part in (reversed(body) if inverse else body):
                self.run(part, inner, places, controls, inverse)
            return
        if name == 'cu':
            controls, qubits = controls + [(qubits[0], True)], qubits[1:]
            # stdgates.inc: p(gamma - theta/2) on the control, then a controlled U(theta, phi, lambda).
            matrix = phase(values[3] - values[0] / 2, u_matrix(*values[:3]))
        else:
            if name in CONTROLLED:
                count, name = CONTROLLED[name]
                controls, qubits = controls + [(q, True) for q in qubits[:count]], qubits[count:]
            matrix = base_matrix(name, values)
        if matrix is None:
            raise ValueError('unknown gate ' + name)
        self.apply(dagger(matrix) if inverse else matrix, qubits, controls)

    def apply(self, matrix, qubits, controls):
        target_mask = sum(1 << q for q in qubits)
        for base in range(len(self.state)):
            if base & target_mask or any(bool(base >> q & 1) != on for q, on in controls):
                continue
            places = [base + sum(1 << q for j, q in enumerate(qubits) if k >> j & 1) for k in range(len(matrix))]
            old = [self.state[p] for p in places]
            for row, place in zip(matrix, places):
                self.state[place] = sum(value * part for value, part in zip(row, old))

    def expectation(self, terms):
        total = 0.0
        for coefficient, paulis in terms:
            value = 0j
            flips = sum(1 << q for q, p in paulis if p in 'XY')
            for index, amplitude in enumerate(self.state):
                factor = 1 + 0j
                for q, p in paulis:
                    bit = index >> q & 1
                    factor *= (1 - 2 * bit) if p == 'Z' else (1j * (1 - 2 * bit) if p == 'Y' else 1)
                value += self.state[index ^ flips].conjugate() * factor * amplitude
            total += coefficient * value.real
        return total


def pauli_sum(text):
    """'Z0 Z1 + 0.5 X2 - Y3' as [(coefficient, [(qubit, letter)])]"""
    terms, sign = [], 1.0
    current = None
    for word in re.findall(r'[IXYZ]\d*|\d[\d.]*(?:e[+-]?\d+)?|[+-]', text):
        if word in '+-':
            if current is not None:
                terms.append(current)
            current, sign = None, -1.0 if word == '-' else 1.0
            continue
        current = current or [sign, []]
        if word[0] in 'XYZ':
            current[1].append((int(word[1:]), word[0]))
        elif word[0] != 'I':
            current[0] *= float(word)
    return terms + ([current] if current is not None else [])


# --- weights, recipe, dense layers ------------------------------------------------------------------

def read_safetensors(data):
    length, = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length])
    body, tensors = data[8 + length:], {}
    for name, entry in header.items():
        if name == '__metadata__':
            continue
        first, last = entry['data_offsets']
        tensors[name] = struct.unpack('<%dd' % ((last - first) // 8), body[first:last])
    return tensors


def scaled(values, scale):
    shift, span = scale.get('shift', 0.0), scale.get('span', 1.0)
    return [shift + span * (v - c) / d for v, c, d in zip(values, scale['center'], scale['divisor'])]


def amplitude_angles(values):
    """The tree of rotations that prepares the vector, root first; see the format's description."""
    qubits = 1
    while 1 << qubits < len(values):
        qubits += 1
    leaves = 1 << qubits
    largest = max(abs(v) for v in values)
    norms = [0.0] * (leaves - 1) + [v / largest + 0.0 for v in values] + [0.0] * (leaves - len(values))
    angles = [0.0] * (leaves - 1)
    for node in range(leaves - 2, -1, -1):
        left, right = norms[2 * node + 1], norms[2 * node + 2]
        angles[node] = 2 * math.atan2(right, left)
        norms[node] = math.hypot(left, right)
    return angles


def features_of(row, fitted):
    """The prepared features of one raw row, or None when the recipe drops it."""
    recipe, values = fitted['recipe'], []
    for column in fitted['inputs']:
        text = row[column['name']]
        if text == '':
            if recipe['columns'].get(column['name'], {}).get('imputation') == 'drop-row':
                return None
            text = column['fill']
        if column['type'] == 'number':
            values.append(float(text))
        else:
            values += [1.0 if text == category else 0.0 for category in column['categories']]
    if recipe.get('principalComponents', 0):
        values = scaled(values, fitted['standardization'])
        weights, width = fitted['components']['weights'], len(values)
        values = [sum(w * v for w, v in zip(weights[k:k + width], values))
                  for k in range(0, len(weights), width)]
    if recipe['scaling'] != 'none':
        values = scaled(values, fitted['scaling'])
        if recipe['scaling'] == 'min-max' and recipe['clip']:
            values = [min(max(v, recipe['lower']), recipe['upper']) for v in values]
    return amplitude_angles(values) if recipe.get('amplitude') else values


def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


ACTIVATIONS = {'identity': lambda x: x, 'tanh': math.tanh, 'relu': lambda x: max(x, 0.0), 'sigmoid': sigmoid}


def dense(values, layers, prefix, tensors):
    for index, layer in enumerate(layers):
        weight = tensors['%s.%d.weight' % (prefix, index)]
        bias = tensors['%s.%d.bias' % (prefix, index)]
        width, activation = len(values), ACTIVATIONS[layer['activation']]
        values = [activation(bias[k] + sum(w * v for w, v in zip(weight[k * width:(k + 1) * width], values)))
                  for k in range(layer['outputs'])]
    return values


def simplex(values):
    """The nearest distribution."""
    best, total = 0.0, 0.0
    for count, value in enumerate(sorted(values, reverse=True), 1):
        total += value
        if value - (total - 1) / count > 0:
            best = (total - 1) / count
    return [max(v - best, 0.0) for v in values]


def answer(outputs, spec):
    if not spec['classes']:
        return [spec.get('targetMean', 0.0) + spec.get('targetScale', 1.0) * outputs[0]]
    if spec['loss'] == 'binary-cross-entropy':
        return [sigmoid(-outputs[0]), sigmoid(outputs[0])]
    if spec['loss'] == 'mean-squared-error':
        return simplex(outputs)
    top = max(outputs)
    powers = [math.exp(o - top) for o in outputs]
    return [p / sum(powers) for p in powers]


def predict(row, program, fitted, spec, tensors):
    features = features_of(row, fitted)
    if features is None:
        return None
    named = dict(zip(spec['features'], features))
    columns = [(name, column) for name, role, column in program.inputs if role == 'column']
    environment = {name: tensors[name][0] for name, role, _ in program.inputs if role != 'column'}
    if spec['before']:
        fed = dense(features, spec['before'], 'before', tensors)
        environment.update({name: value for (name, _), value in zip(columns, fed)})
    else:
        environment.update({name: named[column] for name, column in columns})
    simulator = Simulator(program, environment)
    sums = [pauli_sum(text) for text in spec['observables']]
    sums = sums or [[(1.0, [(q, 'Z')])] for q in range(program.qubits)]
    expectations = [simulator.expectation(terms) for terms in sums]
    return answer(dense(expectations, spec['after'], 'after', tensors), spec)


def check_sums(archive):
    listed = dict(reversed(line.split('  ')) for line in archive.read('SHA256SUMS').decode().splitlines())
    if sorted(listed) != sorted(set(archive.namelist()) - {'SHA256SUMS'}):
        raise ValueError('SHA256SUMS does not list the files')
    for name, digest in listed.items():
        if hashlib.sha256(archive.read(name)).hexdigest() != digest:
            raise ValueError(name + ' does not match its sum')


def weights_hash(tensors):
    data = b''.join(struct.pack('<%dd' % len(tensors[n]), *tensors[n]) for n in sorted(tensors))
    return hashlib.sha256(data).hexdigest()


def main():
    tolerance = float(sys.argv[2]) if len(sys.argv) > 2 else 1e-9
    with zipfile.ZipFile(sys.argv[1]) as archive:
        check_sums(archive)
        model = json.loads(archive.read('model.json'))
        fitted = json.loads(archive.read('recipe.json'))
        tensors = read_safetensors(archive.read('weights.safetensors'))
        program = Program(archive.read('circuit.qasm').decode())
        rows = list(csv.DictReader(io.StringIO(archive.read('sample.csv').decode(), newline='')))
    if weights_hash(tensors) != model['lineage']['weights']:
        raise ValueError('the weights do not match their hash')
    spec, sample = model['spec'], model['sample']
    largest, compared = 0.0, 0
    for row in rows:
        found = predict(row, program, fitted, spec, tensors)
        if found is None:
            if row[sample['prediction']] != '':
                raise ValueError('a row that the recipe drops has a prediction')
            continue
        wanted = [float(row[name]) for name in sample['probabilities'] or [sample['prediction']]]
        largest = max([largest] + [abs(a - b) for a, b in zip(found, wanted)])
        if spec['classes'] and row[sample['prediction']] != spec['classes'][found.index(max(found))]:
            raise ValueError('a predicted class differs')
        compared += 1
    if compared != sample['rows'] and all(row[sample['prediction']] != '' for row in rows):
        raise ValueError('rows are missing')
    print(compared, repr(largest))
    return 0 if compared > 0 and largest <= tolerance else 1


if __name__ == '__main__':
    sys.exit(main())
