// Threads to which no signal comes, but for faults, which stay with whoever made them: signals go to the
// threads that know what to do about them.

#ifndef CANCELSYNC_CTHREADS_H
#define CANCELSYNC_CTHREADS_H

#include <pthread.h>
#include <stdbool.h>

// Makes the calling thread such a one.
void thread_leave_signals(void);

// Starts a thread that is one from its first instruction on. Whether the system had one left.
bool thread_start(pthread_t *thread, void *(*work)(void *argument), void *argument);

#endif
