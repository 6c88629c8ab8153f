// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/backends/ibm_provider.h"

namespace qstore {
namespace {

struct Cure {
    std::string_view code, cure;
};

constexpr std::string_view kOtherDevice = "choose another device";
constexpr std::string_view kAgain = "run it again; if it fails again, ask IBM's support with the job's id";
constexpr std::string_view kTranspile =
    "transpile the circuits for the device anew: its gates may have changed";

constexpr std::array<Cure, 30> kCures = {{
    {"1000", kAgain},
    {"1002", "choose a device that can run the circuits, or make them smaller"},
    {"1003", kTranspile},
    {"1004", kOtherDevice},
    {"1005", kOtherDevice},
    {"1006", kAgain},
    {"1007", "check the device's name; the instance may not have the right to use it"},
    {"1008", kAgain},
    {"1009", kOtherDevice},
    {"1010", kAgain},
    {"1011", kAgain},
    {"1012", "wait until earlier jobs are done, or cancel some: the account may not have more at once"},
    {"1102", "send fewer circuits in one job"},
    {"1103", "ask for fewer shots"},
    {"1106", kTranspile},
    {"1107", kTranspile},
    {"1109", "choose a device with more qubits"},
    {"1200", "make a new API key, or ask the instance's administrator for the right"},
    {"1201", "check the API key"},
    {"1202", "wait; IBM takes five new jobs a minute"},
    {"1204", "give the job fewer tags"},
    {"1305", "the job ran longer than it may: send fewer circuits or shots in one job"},
    {"1999", "IBM's service is under maintenance: wait until it is over"},
    {"4001", "the session was closed before the job ran: submit it again"},
    {"5201", "the job ran longer than it may: send fewer circuits or shots in one job"},
    {"5203", kAgain},
    {"6000", "ask for fewer shots"},
    {"7000", kTranspile},
    {"8008", kTranspile},
    {"9999", kAgain},
}};

}  // namespace

std::string ibmCure(std::string_view code) {
    const auto* found =
        std::find_if(kCures.begin(), kCures.end(), [&](const Cure& each) { return each.code == code; });
    return found == kCures.end() ? std::string() : std::string(found->cure);
}

const std::vector<IbmPrice>& ibmPrices() {
    constexpr std::string_view kDate = "2026-05-25";
    static const std::vector<IbmPrice> prices = {{"pay-as-you-go", 1.60, kDate},
                                                 {"flex", 72.0 / 60.0, kDate},
                                                 {"premium", 48.0 / 60.0, kDate},
                                                 {"open", 0.0, kDate}};
    return prices;
}

}  // namespace qstore
