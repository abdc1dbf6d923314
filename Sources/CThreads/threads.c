#include "CThreads.h"

#include <signal.h>
#include <stddef.h>

static void block_signals(sigset_t *previous) {
    static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    sigset_t blocked;
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&blocked, faults[i]);
    pthread_sigmask(SIG_SETMASK, &blocked, previous);
}

void thread_leave_signals(void) { block_signals(NULL); }

bool thread_start(pthread_t *thread, void *(*work)(void *argument), void *argument) {
    // A new thread has the mask of the one that starts it.
    sigset_t previous;
    block_signals(&previous);
    bool is_started = pthread_create(thread, NULL, work, argument) == 0;
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    return is_started;
}
