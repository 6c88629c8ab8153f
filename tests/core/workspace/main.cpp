// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "crash_child.h"
#include "job_crash_child.h"

int main(int argc, char** argv) {
    if (const auto code = qstore::runAsCrashChild()) return *code;
    if (const auto code = qstore::runAsJobCrashChild()) return *code;
    ::testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
