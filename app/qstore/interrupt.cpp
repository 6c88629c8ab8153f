// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/interrupt.h"

#include <pthread.h>

#include <cstdlib>

namespace qstore {

Interrupt::Interrupt(std::stop_source stop) {
    sigemptyset(&m_signals);
    for (const int number : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&m_signals, number);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
    m_thread = std::thread([signals = m_signals, stop = std::move(stop)]() mutable {
        for (;;) {
            int number = 0;
            if (sigwait(&signals, &number) != 0 || number == SIGUSR1) return;
            if (stop.stop_requested()) std::_Exit(3);
            stop.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    pthread_kill(m_thread.native_handle(), SIGUSR1);
    m_thread.join();
}

}  // namespace qstore
