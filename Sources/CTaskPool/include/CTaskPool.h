#ifndef CTASKPOOL_H
#define CTASKPOOL_H

#include <stdbool.h>
#include <stdint.h>

/// A pool of threads for short jobs, and for jobs that are to run later.
///
/// Threads begin when there is work for them and wait without waking up while there is none: no
/// monitor, no tick. One more thread keeps time from the first delayed job on; it wakes up when a
/// job is due and at no other time. Threads of the pool leave every signal that can be left to the
/// others.
///
/// The pool belongs to the process and never ends.

/// Says what runs a job and how many threads there may be; once, before any job is submitted.
///
/// `thread_limit` counts for jobs that can wait; urgent ones get up to `urgent_limit` threads.
void task_pool_prepare(int32_t thread_limit, int32_t urgent_limit, void (*run)(void *job));

/// Makes all threads of the process share one heap; before there is a second thread.
///
/// Each thread would otherwise get a heap of its own, and what one has freed would be of no use to
/// the others: a third more memory for work that goes from thread to thread.
void task_pool_share_heap(void);

/// Runs a job as soon as a thread is free, urgent ones first, otherwise in the order of submission;
/// may be called on any thread.
void task_pool_submit(void *job, bool is_urgent);

/// Runs a job when `delay` nanoseconds have passed on the monotonic clock, and at most `leeway` later.
///
/// Jobs that are due by then are started at one waking, the one that is due first before the others.
void task_pool_submit_after(void *job, bool is_urgent, uint64_t delay, uint64_t leeway);

/// How many threads run jobs or wait for some.
int32_t task_pool_thread_count(void);

/// How often a thread of the pool has been woken up so far.
int64_t task_pool_wake_count(void);

#endif
