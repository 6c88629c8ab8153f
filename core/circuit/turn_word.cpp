// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/turn_word.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qstore {

namespace {

using std::numbers::pi;
/// Amplitudes below it are rounding: leaving one out costs 1e-22 of the overlap.
constexpr double kNothing = 1e-11;

using Complex = std::complex<double>;

constexpr TurnMatrix kIdentity{Complex(1), Complex(0), Complex(0), Complex(1)};
constexpr TurnMatrix kHalfX{Complex(0), Complex(0, -1), Complex(0, -1), Complex(0)};
constexpr double kRoot = 1.0 / std::numbers::sqrt2;
constexpr TurnMatrix kQuarterX{Complex(kRoot), Complex(0, -kRoot), Complex(0, -kRoot), Complex(kRoot)};

TurnMatrix product(const TurnMatrix& later, const TurnMatrix& earlier) {
    return {later[0] * earlier[0] + later[1] * earlier[2], later[0] * earlier[1] + later[1] * earlier[3],
            later[2] * earlier[0] + later[3] * earlier[2], later[2] * earlier[1] + later[3] * earlier[3]};
}

TurnMatrix zMatrix(double angle) {
    return {std::polar(1.0, -angle / 2), Complex(0), Complex(0), std::polar(1.0, angle / 2)};
}

bool isDiagonal(const TurnMatrix& m) {
    return std::abs(m[2]) < kNothing;
}
bool isFlip(const TurnMatrix& m) {
    return std::abs(m[0]) < kNothing;
}
/// β of Z(β), for a diagonal matrix of determinant 1.
double diagonalAngle(const TurnMatrix& m) {
    return -2.0 * std::arg(m[0]);
}
/// β of Z(β)·RX(π), for a matrix of determinant 1 with nothing on the diagonal.
double flipAngle(const TurnMatrix& m) {
    return 2.0 * std::arg(m[2] * Complex(0, 1));
}

/// Words grow by these; neighbouring Z turns become one.
void pushZ(std::vector<Turn>& turns, const AngleSum& angle) {
    if (!turns.empty() && turns.back().kind == TurnKind::Z)
        turns.back().angle.add(angle);
    else
        turns.push_back({TurnKind::Z, angle});
    const AngleSum& sum = turns.back().angle;
    if (sum.isConstant() && std::abs(wrappedAngle(sum.number())) < kNothing) turns.pop_back();
}

/// The constant matrix as at most two √X or one X with Z turns around.
void pushMatrix(std::vector<Turn>& turns, const TurnMatrix& m) {
    if (isDiagonal(m)) {
        pushZ(turns, diagonalAngle(m));
        return;
    }
    if (isFlip(m)) {
        turns.push_back({TurnKind::HalfX, {}});
        pushZ(turns, flipAngle(m));
        return;
    }
    const double theta = 2.0 * std::atan2(std::abs(m[2]), std::abs(m[0]));
    const double low = std::arg(m[0]), side = std::arg(m[2]);
    const double phi = side - low, lambda = -low - side;
    if (std::abs(theta - pi / 2) < kNothing) {
        pushZ(turns, lambda - pi / 2);
        turns.push_back({TurnKind::QuarterX, {}});
        pushZ(turns, phi + pi / 2);
        return;
    }
    pushZ(turns, lambda);
    turns.push_back({TurnKind::QuarterX, {}});
    pushZ(turns, theta + pi);
    turns.push_back({TurnKind::QuarterX, {}});
    pushZ(turns, phi + pi);
}

/// A word as constant matrices with symbolic Z turns between them: fixed[0], symbols[0], fixed[1], ….
struct Sections {
    std::vector<TurnMatrix> fixed{kIdentity};
    std::vector<AngleSum> symbols;

    void multiply(const TurnMatrix& later) { fixed.back() = product(later, fixed.back()); }

    /// Adds a symbolic turn and what follows it; merges it with the turn before where only Z or X stands
    /// between.
    void addSymbol(const AngleSum& symbol) {
        const bool diagonal = !symbols.empty() && isDiagonal(fixed.back());
        if (!diagonal && (symbols.empty() || !isFlip(fixed.back()))) {
            symbols.push_back(symbol);
            fixed.push_back(kIdentity);
            return;
        }
        AngleSum merged = symbol;
        merged.add(symbols.back(), diagonal ? 1.0 : -1.0);
        const TurnMatrix rest = zMatrix(diagonal ? diagonalAngle(fixed.back()) : flipAngle(fixed.back()));
        symbols.pop_back();
        fixed.pop_back();
        if (!diagonal) multiply(kHalfX);
        if (merged.isConstant()) {
            multiply(rest);
            return;
        }
        symbols.push_back(merged);
        fixed.push_back(rest);
    }
};

}  // namespace

TurnWord& TurnWord::z(const AngleSum& angle) {
    pushZ(m_turns, angle);
    return *this;
}

TurnWord& TurnWord::quarterX() {
    m_turns.push_back({TurnKind::QuarterX, {}});
    return *this;
}

TurnWord& TurnWord::halfX() {
    m_turns.push_back({TurnKind::HalfX, {}});
    return *this;
}

TurnWord& TurnWord::h() {
    return z(pi / 2).quarterX().z(pi / 2);
}

TurnWord& TurnWord::euler(const AngleSum& theta, const AngleSum& phi, const AngleSum& lambda) {
    AngleSum middle = theta, last = phi;
    return z(lambda).quarterX().z(middle.add(pi)).quarterX().z(last.add(pi));
}

TurnWord& TurnWord::append(const TurnWord& later) {
    for (const Turn& turn : later.m_turns) {
        if (turn.kind == TurnKind::Z)
            z(turn.angle);
        else
            m_turns.push_back(turn);
    }
    return *this;
}

bool TurnWord::appendGate(std::string_view name, std::span<const Angle> a) {
    if (name == "id" || name == "u0") return true;
    if (name == "x") return halfX(), true;
    if (name == "y") return z(pi).halfX(), true;
    if (name == "z") return z(pi), true;
    if (name == "h") return h(), true;
    if (name == "s") return z(pi / 2), true;
    if (name == "sdg") return z(-pi / 2), true;
    if (name == "t") return z(pi / 4), true;
    if (name == "tdg") return z(-pi / 4), true;
    if (name == "sx") return quarterX(), true;
    if (name == "sxdg") return z(pi).quarterX().z(pi), true;
    if (name == "rz" || name == "p") return z(a[0]), true;
    if (name == "rx") return euler(a[0], -pi / 2, pi / 2), true;
    if (name == "ry") return euler(a[0], 0.0, 0.0), true;
    if (name == "u2") return euler(pi / 2, a[0], a[1]), true;
    if (name == "u" || name == "U" || name == "u3" || name == "u4") return euler(a[0], a[1], a[2]), true;
    if (name == "gpi") return z(-a[0]).halfX().z(a[0]), true;
    if (name == "gpi2") return z(-a[0]).quarterX().z(a[0]), true;
    return false;
}

void TurnWord::simplify() {
    if (m_turns.size() < 2 && (m_turns.empty() || m_turns[0].kind == TurnKind::Z)) return;
    Sections sections;
    for (const Turn& turn : m_turns) {
        if (turn.kind != TurnKind::Z) {
            sections.multiply(turn.kind == TurnKind::HalfX ? kHalfX : kQuarterX);
            continue;
        }
        sections.multiply(zMatrix(turn.angle.number()));
        if (!turn.angle.isConstant()) sections.addSymbol(turn.angle.withoutNumber());
    }
    m_turns.clear();
    for (std::size_t i = 0; i < sections.fixed.size(); ++i) {
        pushMatrix(m_turns, sections.fixed[i]);
        if (i < sections.symbols.size()) pushZ(m_turns, sections.symbols[i]);
    }
}

bool TurnWord::diagonal() const {
    return std::all_of(m_turns.begin(), m_turns.end(),
                       [](const Turn& turn) { return turn.kind == TurnKind::Z; });
}

bool TurnWord::flipping() const {
    std::size_t flips = 0;
    for (const Turn& turn : m_turns) {
        if (turn.kind == TurnKind::QuarterX) return false;
        if (turn.kind == TurnKind::HalfX) ++flips;
    }
    return flips == 1;
}

}  // namespace qstore
