// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_sabre.h"

#include <algorithm>

namespace qstore {

namespace {

// The constants of the paper.
constexpr std::size_t kLookAhead = 20;
constexpr double kLookAheadWeight = 0.5;
constexpr double kDecay = 0.001;
constexpr std::size_t kDecayReset = 5;
/// Swaps without any step done, after which the nearest pair is brought together by force.
constexpr std::size_t kPatience = 30;

}  // namespace

StepGraph::StepGraph(const Steps& steps, std::size_t wires) : m_nodes(steps.size()) {
    constexpr std::uint32_t none = SabrePass::kSwap;
    std::vector<std::uint32_t> lastOnWire(wires, none), lastOnBit;
    const auto join = [&](std::uint32_t& last, std::uint32_t node) {
        if (last != none && (m_nodes[node].before.empty() || m_nodes[node].before.back() != last)) {
            m_nodes[node].before.push_back(last);
            m_nodes[last].after.push_back(node);
        }
        last = node;
    };
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
        const TranspileStep& step = steps[i];
        m_nodes[i].pair =
            step.kind == TranspileStepKind::Interaction || step.kind == TranspileStepKind::Swap;
        m_nodes[i].first = step.first;
        m_nodes[i].second = step.second;
        for (const Qubit wire : stepQubits(step)) join(lastOnWire[wire], i);
        for (const ClassicalBit bit : stepBits(step)) {
            if (bit >= lastOnBit.size()) lastOnBit.resize(bit + 1, none);
            if (lastOnBit[bit] != i) join(lastOnBit[bit], i);
        }
    }
}

SabrePass::SabrePass(const StepGraph& graph, const CouplingMap& map, std::vector<Qubit> layout,
                     RandomStream& random)
    : m_graph(graph),
      m_map(map),
      m_random(random),
      m_placeOf(std::move(layout)),
      m_wireAt(map.qubits(), kNone),
      m_frontPartner(m_placeOf.size(), kNone),
      m_laterPartners(m_placeOf.size()),
      m_decay(map.qubits(), 1.0) {
    for (Qubit wire = 0; wire < m_placeOf.size(); ++wire) m_wireAt[m_placeOf[wire]] = wire;
}

const std::vector<std::uint32_t>& SabrePass::following(std::uint32_t node) const {
    return m_backwards ? m_graph.nodes()[node].before : m_graph.nodes()[node].after;
}
const std::vector<std::uint32_t>& SabrePass::preceding(std::uint32_t node) const {
    return m_backwards ? m_graph.nodes()[node].after : m_graph.nodes()[node].before;
}

bool SabrePass::run(bool backwards, std::size_t mostSwaps) {
    m_backwards = backwards;
    start();
    while (advance(), !m_front.empty()) {
        if (m_swaps >= mostSwaps) return false;
        if (m_sinceProgress >= kPatience) {
            forceNearest();
            continue;
        }
        const Choice best = choose();
        swap(best.a, best.b);
    }
    return true;
}

void SabrePass::start() {
    const auto count = static_cast<std::uint32_t>(m_graph.nodes().size());
    m_items.clear();
    m_items.reserve(count);
    m_swaps = m_sinceProgress = 0;
    m_waits.assign(count, 0);
    m_front.clear();
    m_ready.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        m_waits[i] = static_cast<std::uint32_t>(preceding(i).size());
        if (m_waits[i] == 0) m_ready.push_back(i);
    }
}

bool SabrePass::canRun(std::uint32_t node) const {
    const auto& each = m_graph.nodes()[node];
    return !each.pair || m_map.adjacent(m_placeOf[each.first], m_placeOf[each.second]);
}

/// Does every step that can be done where the wires lie now; what must wait is the front.
bool SabrePass::advance() {
    bool done = m_items.empty();  // the first front is new as well
    std::vector<std::uint32_t> waiting;
    for (const std::uint32_t node : m_front) (canRun(node) ? m_ready : waiting).push_back(node);
    for (std::size_t next = 0; next < m_ready.size(); ++next) {
        const std::uint32_t node = m_ready[next];
        if (!canRun(node)) {
            waiting.push_back(node);
            continue;
        }
        done = true;
        m_items.push_back({node, 0, 0});
        for (const std::uint32_t after : following(node))
            if (--m_waits[after] == 0) m_ready.push_back(after);
    }
    m_ready.clear();
    m_front = std::move(waiting);
    if (done) {
        m_sinceProgress = 0;
        std::fill(m_decay.begin(), m_decay.end(), 1.0);
        lookAhead();
    }
    return done;
}

/// Who waits to meet whom: in the front, and among the next steps behind it.
void SabrePass::lookAhead() {
    std::fill(m_frontPartner.begin(), m_frontPartner.end(), kNone);
    for (const Qubit wire : m_laterWires) m_laterPartners[wire].clear();
    m_laterWires.clear();
    m_later = 0;
    const auto& nodes = m_graph.nodes();
    for (const std::uint32_t node : m_front) {
        m_frontPartner[nodes[node].first] = nodes[node].second;
        m_frontPartner[nodes[node].second] = nodes[node].first;
    }
    std::vector<std::uint32_t> seen = m_front, lowered;
    for (std::size_t next = 0; next < seen.size() && m_later < kLookAhead; ++next) {
        for (const std::uint32_t node : following(seen[next])) {
            lowered.push_back(node);
            if (--m_waits[node] != 0) continue;
            seen.push_back(node);
            if (!nodes[node].pair) continue;
            const Qubit a = nodes[node].first, b = nodes[node].second;
            m_laterPartners[a].push_back(b);
            m_laterPartners[b].push_back(a);
            m_laterWires.push_back(a);
            m_laterWires.push_back(b);
            if (++m_later == kLookAhead) break;
        }
    }
    for (const std::uint32_t node : lowered) ++m_waits[node];
}

/// How much farther apart `wire` and its partners are, were it at `to`. A partner that changes places with
/// it stays as far away.
double SabrePass::change(Qubit wire, Qubit from, Qubit to, Qubit otherWire) const {
    if (wire == kNone) return 0.0;
    const auto moved = [&](Qubit partner) {
        if (partner == kNone || partner == otherWire) return 0.0;
        const Qubit place = m_placeOf[partner];
        return static_cast<double>(m_map.distance(to, place)) - m_map.distance(from, place);
    };
    double later = 0.0;
    for (const Qubit partner : m_laterPartners[wire]) later += moved(partner);
    const double front = moved(m_frontPartner[wire]) / static_cast<double>(m_front.size());
    return m_later == 0 ? front : front + kLookAheadWeight * later / static_cast<double>(m_later);
}

double SabrePass::score(Qubit a, Qubit b) const {
    const Qubit first = m_wireAt[a], second = m_wireAt[b];
    return change(first, a, b, second) + change(second, b, a, first);
}

SabrePass::Choice SabrePass::choose() {
    // The sum over all pairs, to which each swap adds its change: decay multiplies the whole.
    double base = 0.0;
    const auto& nodes = m_graph.nodes();
    for (const std::uint32_t node : m_front)
        base += m_map.distance(m_placeOf[nodes[node].first], m_placeOf[nodes[node].second]);
    base /= static_cast<double>(m_front.size());
    double best = 0.0;
    std::vector<Choice> ties;
    for (const std::uint32_t node : m_front) {
        for (const Qubit wire : {nodes[node].first, nodes[node].second}) {
            const Qubit a = m_placeOf[wire];
            for (const Qubit b : m_map.neighbours(a)) {
                const double cost = std::max(m_decay[a], m_decay[b]) * (base + score(a, b));
                if (ties.empty() || cost < best - 1e-12) {
                    best = cost;
                    ties.clear();
                }
                if (cost <= best + 1e-12) ties.push_back({a, b});
            }
        }
    }
    return ties[m_random.below(ties.size())];
}

void SabrePass::swap(Qubit a, Qubit b) {
    const Qubit first = m_wireAt[a], second = m_wireAt[b];
    if (first != kNone) m_placeOf[first] = b;
    if (second != kNone) m_placeOf[second] = a;
    std::swap(m_wireAt[a], m_wireAt[b]);
    m_items.push_back({kSwap, a, b});
    ++m_swaps;
    ++m_sinceProgress;
    if (m_sinceProgress % kDecayReset == 0) std::fill(m_decay.begin(), m_decay.end(), 1.0);
    m_decay[a] += kDecay;
    m_decay[b] += kDecay;
}

/// Walks the nearest pair of the front together on a shortest path, so that every walk ends.
void SabrePass::forceNearest() {
    const auto& nodes = m_graph.nodes();
    const auto apart = [&](std::uint32_t node) {
        return m_map.distance(m_placeOf[nodes[node].first], m_placeOf[nodes[node].second]);
    };
    const std::uint32_t nearest =
        *std::min_element(m_front.begin(), m_front.end(),
                          [&](std::uint32_t a, std::uint32_t b) { return apart(a) < apart(b); });
    while (apart(nearest) > 1) {
        const Qubit from = m_placeOf[nodes[nearest].first], to = m_placeOf[nodes[nearest].second];
        const auto& around = m_map.neighbours(from);
        swap(from, *std::min_element(around.begin(), around.end(), [&](Qubit a, Qubit b) {
                 return m_map.distance(a, to) < m_map.distance(b, to);
             }));
    }
}

}  // namespace qstore
