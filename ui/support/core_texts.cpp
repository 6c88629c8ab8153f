// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/core_texts.h"

#include <QCoreApplication>
#include <string>

namespace qstore::ui {
namespace {

/// Sorted as the core gives them: gates, templates, encoders, samples.
const char* const texts[] = {
    QT_TRANSLATE_NOOP("CoreTexts", "Identity"),
    QT_TRANSLATE_NOOP("CoreTexts", "Leaves the qubit as it is."),
    QT_TRANSLATE_NOOP("CoreTexts", "Pauli X"),
    QT_TRANSLATE_NOOP("CoreTexts", "Flips |0⟩ and |1⟩: the quantum NOT."),
    QT_TRANSLATE_NOOP("CoreTexts", "Pauli Y"),
    QT_TRANSLATE_NOOP("CoreTexts", "Half a turn about the Y axis: flips bit and phase."),
    QT_TRANSLATE_NOOP("CoreTexts", "Pauli Z"),
    QT_TRANSLATE_NOOP("CoreTexts", "Flips the sign of |1⟩."),
    QT_TRANSLATE_NOOP("CoreTexts", "Hadamard"),
    QT_TRANSLATE_NOOP("CoreTexts", "Takes |0⟩ and |1⟩ to their equal superpositions and back."),
    QT_TRANSLATE_NOOP("CoreTexts", "S gate"),
    QT_TRANSLATE_NOOP("CoreTexts", "Quarter turn about the Z axis, the square root of Z."),
    QT_TRANSLATE_NOOP("CoreTexts", "S dagger"),
    QT_TRANSLATE_NOOP("CoreTexts", "The inverse of S."),
    QT_TRANSLATE_NOOP("CoreTexts", "T gate"),
    QT_TRANSLATE_NOOP("CoreTexts", "Eighth of a turn about the Z axis, the square root of S."),
    QT_TRANSLATE_NOOP("CoreTexts", "T dagger"),
    QT_TRANSLATE_NOOP("CoreTexts", "The inverse of T."),
    QT_TRANSLATE_NOOP("CoreTexts", "Square root of X"),
    QT_TRANSLATE_NOOP("CoreTexts", "Applied twice it is X."),
    QT_TRANSLATE_NOOP("CoreTexts", "Inverse square root of X"),
    QT_TRANSLATE_NOOP("CoreTexts", "The inverse of √X."),
    QT_TRANSLATE_NOOP("CoreTexts", "Swap"),
    QT_TRANSLATE_NOOP("CoreTexts", "Exchanges the states of two qubits."),
    QT_TRANSLATE_NOOP("CoreTexts", "iSwap"),
    QT_TRANSLATE_NOOP("CoreTexts", "Exchanges two qubits and multiplies |01⟩ and |10⟩ by i."),
    QT_TRANSLATE_NOOP("CoreTexts", "Echoed cross-resonance"),
    QT_TRANSLATE_NOOP("CoreTexts", "IBM's native entangler, (X⊗1 − Y⊗X)/√2 with the first target first."),
    QT_TRANSLATE_NOOP("CoreTexts", "Relative-phase Toffoli"),
    QT_TRANSLATE_NOOP("CoreTexts", "A Toffoli up to phases, with only three CX gates."),
    QT_TRANSLATE_NOOP("CoreTexts", "Relative-phase triple-controlled X"),
    QT_TRANSLATE_NOOP("CoreTexts", "A triple-controlled X up to phases."),
    QT_TRANSLATE_NOOP("CoreTexts", "X rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Turns by θ about the X axis: exp(−iθX/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "Y rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Turns by θ about the Y axis: exp(−iθY/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "Z rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Turns by θ about the Z axis: exp(−iθZ/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "Phase"),
    QT_TRANSLATE_NOOP("CoreTexts", "Multiplies |1⟩ by e^(iλ): diag(1, e^(iλ))."),
    QT_TRANSLATE_NOOP("CoreTexts", "Global phase"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Multiplies the whole state by e^(iγ); under a control it is a phase gate."),
    QT_TRANSLATE_NOOP("CoreTexts", "Wait"),
    QT_TRANSLATE_NOOP("CoreTexts", "Waits for γ cycles: the identity."),
    QT_TRANSLATE_NOOP("CoreTexts", "Any one-qubit gate"),
    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one text in two literals
    QT_TRANSLATE_NOOP("CoreTexts",
                      "[[cos θ/2, −e^(iλ) sin θ/2], [e^(iφ) sin θ/2, e^(i(φ+λ)) cos θ/2]]; equals u3 times "
                      "e^(i(φ+λ)/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "OpenQASM 3's built-in gate"),
    QT_TRANSLATE_NOOP("CoreTexts", "The same turn as u with OpenQASM 3's global phase: u times e^(iθ/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "Quarter-turn Euler gate"),
    QT_TRANSLATE_NOOP("CoreTexts", "u3 with θ = π/2."),
    QT_TRANSLATE_NOOP("CoreTexts", "Euler gate of determinant 1"),
    QT_TRANSLATE_NOOP("CoreTexts", "RZ(φ)·RY(θ)·RZ(λ); equals u times e^(−i(φ+λ)/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "Any one-qubit gate with its phase"),
    QT_TRANSLATE_NOOP("CoreTexts", "u times e^(iγ); under one control it is OpenQASM's cu."),
    QT_TRANSLATE_NOOP("CoreTexts", "XX rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Turns both qubits together: exp(−iθ X⊗X/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "YY rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Turns both qubits together: exp(−iθ Y⊗Y/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "ZZ rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Phase by the parity of two qubits: exp(−iθ Z⊗Z/2)."),
    QT_TRANSLATE_NOOP("CoreTexts", "ZX rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ Z⊗X/2): Z on the first target, X on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "XZ rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ X⊗Z/2): X on the first target, Z on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "XY rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ X⊗Y/2): X on the first target, Y on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "YX rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ Y⊗X/2): Y on the first target, X on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "YZ rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ Y⊗Z/2): Y on the first target, Z on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "ZY rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ Z⊗Y/2): Z on the first target, Y on the second."),
    QT_TRANSLATE_NOOP("CoreTexts", "GPI"),
    QT_TRANSLATE_NOOP(
        "CoreTexts",
        "Half a turn about an axis in the XY plane, φ radians from X: [[0, e^(−iφ)], [e^(iφ), 0]]."),
    QT_TRANSLATE_NOOP("CoreTexts", "GPI2"),
    QT_TRANSLATE_NOOP("CoreTexts", "Quarter turn about an axis in the XY plane, φ radians from X."),
    QT_TRANSLATE_NOOP("CoreTexts", "Mølmer–Sørensen"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "exp(−iθ/2 · GPI(φ0)⊗GPI(φ1)), in radians; fully entangling at θ = π/2."),
    QT_TRANSLATE_NOOP("CoreTexts", "Native ZZ"),
    QT_TRANSLATE_NOOP("CoreTexts", "exp(−iθ Z⊗Z/2) in radians; the same turn as rzz."),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled X"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Acts on the last qubits where the leading ones, its controls, are |1⟩."),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled Y"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled Z"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled Hadamard"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled S"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled S dagger"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled √X"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled phase"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled X rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled Y rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled Z rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled u"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled u with its phase"),
    QT_TRANSLATE_NOOP("CoreTexts", "Controlled swap"),
    QT_TRANSLATE_NOOP("CoreTexts", "Doubly controlled X"),
    QT_TRANSLATE_NOOP("CoreTexts", "Doubly controlled Z"),
    QT_TRANSLATE_NOOP("CoreTexts", "Triply controlled X"),
    QT_TRANSLATE_NOOP("CoreTexts", "Triply controlled √X"),
    QT_TRANSLATE_NOOP("CoreTexts", "X under four controls"),
    QT_TRANSLATE_NOOP("CoreTexts", "Hardware-efficient ansatz"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Rotations on every qubit between layers of neighbouring two-qubit gates."),
    QT_TRANSLATE_NOOP("CoreTexts", "Repetitions of the block"),
    QT_TRANSLATE_NOOP("CoreTexts", "Two-qubit gate"),
    QT_TRANSLATE_NOOP("CoreTexts", "Which pairs"),
    QT_TRANSLATE_NOOP("CoreTexts", "Strongly entangling layers"),
    QT_TRANSLATE_NOOP("CoreTexts", "General rotations, then CNOTs whose reach grows from layer to layer."),
    QT_TRANSLATE_NOOP("CoreTexts", "Data re-uploading"),
    QT_TRANSLATE_NOOP("CoreTexts", "Features enter again in every layer, between trainable rotations."),
    QT_TRANSLATE_NOOP("CoreTexts", "How many features"),
    QT_TRANSLATE_NOOP("CoreTexts", "Names of the features, separated by commas"),
    QT_TRANSLATE_NOOP("CoreTexts", "QAOA"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Alternates a cost of neighbouring spins with a mixer; two weights a layer."),
    QT_TRANSLATE_NOOP("CoreTexts", "Which spins interact"),
    QT_TRANSLATE_NOOP("CoreTexts", "Local fields beside the couplings; off is MaxCut"),
    QT_TRANSLATE_NOOP("CoreTexts", "Unitary coupled cluster"),
    QT_TRANSLATE_NOOP(
        "CoreTexts",
        "Single and double excitations of electrons after the Hartree–Fock state; one weight each."),
    QT_TRANSLATE_NOOP("CoreTexts", "How many of the first qubits are occupied; even ones are spin up"),
    QT_TRANSLATE_NOOP("CoreTexts", "Quantum Fourier transform"),
    QT_TRANSLATE_NOOP("CoreTexts", "The discrete Fourier transform of the amplitudes."),
    QT_TRANSLATE_NOOP("CoreTexts", "Which way"),
    QT_TRANSLATE_NOOP("CoreTexts", "GHZ state"),
    QT_TRANSLATE_NOOP("CoreTexts", "All qubits zero and all qubits one, in equal superposition."),
    QT_TRANSLATE_NOOP("CoreTexts", "W state"),
    QT_TRANSLATE_NOOP("CoreTexts", "One excitation shared by all qubits equally."),
    QT_TRANSLATE_NOOP("CoreTexts", "Grover search"),
    QT_TRANSLATE_NOOP("CoreTexts", "Finds the marked basis state."),
    QT_TRANSLATE_NOOP("CoreTexts", "The basis state to find, as a number"),
    QT_TRANSLATE_NOOP("CoreTexts", "How many rounds; best is the textbook number"),
    QT_TRANSLATE_NOOP("CoreTexts", "Phase estimation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Reads the phase of a phase gate into the counting qubits."),
    QT_TRANSLATE_NOOP("CoreTexts", "The phase in turns"),
    QT_TRANSLATE_NOOP("CoreTexts", "Angle"),
    QT_TRANSLATE_NOOP("CoreTexts", "One feature a qubit, as a rotation angle."),
    QT_TRANSLATE_NOOP("CoreTexts", "Axis of the rotation"),
    QT_TRANSLATE_NOOP("CoreTexts", "Dense angle"),
    QT_TRANSLATE_NOOP("CoreTexts", "Two features a qubit: a rotation and a relative phase."),
    QT_TRANSLATE_NOOP("CoreTexts", "Amplitude"),
    QT_TRANSLATE_NOOP("CoreTexts", "2ⁿ features in n qubits, prepared exactly."),
    QT_TRANSLATE_NOOP("CoreTexts", "Basis"),
    QT_TRANSLATE_NOOP("CoreTexts", "Each feature 0 or 1 flips a qubit."),
    QT_TRANSLATE_NOOP("CoreTexts", "ZZ feature map"),
    QT_TRANSLATE_NOOP("CoreTexts", "Phases of single features and of pairs."),
    QT_TRANSLATE_NOOP("CoreTexts", "How often the block is repeated"),
    QT_TRANSLATE_NOOP("CoreTexts", "Which pairs of features"),
    QT_TRANSLATE_NOOP("CoreTexts", "Pauli feature map"),
    QT_TRANSLATE_NOOP("CoreTexts", "Evolutions under Pauli strings of one and two features."),
    QT_TRANSLATE_NOOP("CoreTexts", "Strings, separated by commas"),
    QT_TRANSLATE_NOOP("CoreTexts", "IQP"),
    QT_TRANSLATE_NOOP("CoreTexts", "Hadamards around commuting phases of features and their products."),
    QT_TRANSLATE_NOOP("CoreTexts", "Iris flowers"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Three species of iris told apart by four lengths of their petals and sepals."),
    QT_TRANSLATE_NOOP("CoreTexts", "Wine"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Three cultivars from one region of Italy by thirteen chemical measurements."),
    QT_TRANSLATE_NOOP("CoreTexts", "Breast cancer (Wisconsin)"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Malignant or benign, by thirty features of cell nuclei in a digitised image."),
    QT_TRANSLATE_NOOP("CoreTexts", "Handwritten digits"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Images of 8 by 8 pixels, each with 17 levels of grey, of the digits 0 to 9."),
    QT_TRANSLATE_NOOP("CoreTexts", "Two moons"),
    QT_TRANSLATE_NOOP("CoreTexts", "Two half circles that reach into each other, with a little noise."),
    QT_TRANSLATE_NOOP("CoreTexts", "Circles"),
    QT_TRANSLATE_NOOP("CoreTexts", "A ring around a smaller ring, with a little noise."),
    QT_TRANSLATE_NOOP("CoreTexts", "Exclusive or"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Points of a square; the class says whether the signs of x and y differ."),
    QT_TRANSLATE_NOOP("CoreTexts", "This machine, without errors"),
    QT_TRANSLATE_NOOP("CoreTexts", "IonQ Aria"),
    QT_TRANSLATE_NOOP("CoreTexts", "IonQ Forte"),
    QT_TRANSLATE_NOOP("CoreTexts", "Heavy-hex lattice of 27 qubits (ibm_hanoi, Falcon)"),
    QT_TRANSLATE_NOOP("CoreTexts", "Heavy-hex lattice of 127 qubits (ibm_sherbrooke, Eagle r3)"),
    QT_TRANSLATE_NOOP(
        "CoreTexts",
        "IonQ's own cloud quotes prices to each account; these are the ones it publishes through Azure. "
        "The page calls 12.4166 and 97.50 the minimum price of a program and also adds it to the "
        "gate-shots in its formula; which of the two holds for a job of several circuits is not said."),
    QT_TRANSLATE_NOOP("CoreTexts", "The IonQ simulator is free of charge."),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Seconds by IBM's rule of thumb without error mitigation, 2 + 0.00035 times the "
                      "executions of a job (IBM Quantum documentation, Workload usage, 2025). The Open "
                      "Plan's free minutes are not taken off."),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Bought in advance, from 30,000 USD. Seconds by IBM's rule of thumb, 2 + 0.00035 "
                      "times the executions of a job (IBM Quantum documentation, Workload usage, 2025)."),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "A yearly subscription. Seconds by IBM's rule of thumb, 2 + 0.00035 times the "
                      "executions of a job (IBM Quantum documentation, Workload usage, 2025)."),
};

/// Of the plugins for stores, in the order of their forms: titles and helps of settings, and what a key is
/// called there.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): QT_TRANSLATE_NOOP sets long ones apart.
const char* const textsOfStores[] = {
    QT_TRANSLATE_NOOP("CoreTexts", "API key"),
    QT_TRANSLATE_NOOP("CoreTexts", "Password"),
    QT_TRANSLATE_NOOP("CoreTexts", "Vectors under cosine"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "Qdrant stores them with length 1; exact keeps the given ones beside, which takes "
                      "more than twice the room."),
    QT_TRANSLATE_NOOP("CoreTexts", "Namespace"),
    QT_TRANSLATE_NOOP("CoreTexts", "The part of each index that is read and written."),
    QT_TRANSLATE_NOOP("CoreTexts", "Cloud"),
    QT_TRANSLATE_NOOP("CoreTexts", "Whose machines hold new indexes."),
    QT_TRANSLATE_NOOP("CoreTexts", "Region"),
    QT_TRANSLATE_NOOP("CoreTexts", "Where new indexes are made, as that cloud calls it."),
    QT_TRANSLATE_NOOP("CoreTexts", "Schema"),
    QT_TRANSLATE_NOOP("CoreTexts", "The schema of the database that holds the collections and files."),
    QT_TRANSLATE_NOOP("CoreTexts", "Index"),
    QT_TRANSLATE_NOOP("CoreTexts",
                      "What collections with an approximate index get when they are prepared; 'none' "
                      "answers exactly."),
    QT_TRANSLATE_NOOP("CoreTexts", "IVFFlat lists"),
    QT_TRANSLATE_NOOP("CoreTexts", "How many lists IVFFlat makes; empty: by the number of points."),
    QT_TRANSLATE_NOOP("CoreTexts", "IVFFlat probes"),
    QT_TRANSLATE_NOOP("CoreTexts", "How many of them a query looks at; empty: the square root."),
    QT_TRANSLATE_NOOP("CoreTexts", "HNSW ef"),
    QT_TRANSLATE_NOOP("CoreTexts", "Candidates HNSW keeps while it searches, where a query does not say."),
    QT_TRANSLATE_NOOP("CoreTexts", "Time limit"),
    QT_TRANSLATE_NOOP("CoreTexts", "Seconds a statement may take (not the building of an index); 0: any."),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace

QString coreText(std::string_view english) {
    const std::string source(english);
    return source.empty() ? QString() : QCoreApplication::translate("CoreTexts", source.c_str());
}

QStringList storeTexts() {
    QStringList all;
    for (const char* text : textsOfStores) all.append(QString::fromUtf8(text));
    return all;
}

QStringList coreTexts() {
    QStringList all;
    for (const char* text : texts) all.append(QString::fromUtf8(text));
    return all;
}

}  // namespace qstore::ui
