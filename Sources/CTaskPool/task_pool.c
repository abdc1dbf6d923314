#define _GNU_SOURCE

#include "CTaskPool.h"
#include "CThreads.h"

#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>

// One lock guards everything; it is held for some instructions at a time.
//
//   submit ──► a queue ──► the worker that rested last, else a new one, else whoever is done first
//   submit_after ──► timers ──► (one of those that rest, when due) ──► a queue
//
// Some threads are for urgent jobs alone: what takes long elsewhere never holds up who waits for it.

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void (*run_job)(void *job);
static int32_t thread_limit, urgent_limit;
static int32_t thread_count;
/// The threads that are at a job that could wait.
static int32_t patient_count;
static int64_t wake_count;

static void out_of(const char *what) {
    fprintf(stderr, "cancelsync: the system has no %s left.\n", what);
    abort();
}

static uint64_t monotonic_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

// MARK: Jobs that wait for a thread

// A ring: `count` jobs from `first` on, around the end.
struct queue {
    void **jobs;
    size_t capacity, first, count;
};

static struct queue urgent_jobs, other_jobs;

static void append(struct queue *queue, void *job) {
    if (queue->count == queue->capacity) {
        size_t capacity = queue->capacity ? 2 * queue->capacity : 64;
        void **wider = malloc(capacity * sizeof *wider);
        if (!wider) out_of("memory");
        for (size_t i = 0; i < queue->count; i++) {
            wider[i] = queue->jobs[(queue->first + i) % queue->capacity];
        }
        free(queue->jobs);
        queue->jobs = wider;
        queue->capacity = capacity;
        queue->first = 0;
    }
    queue->jobs[(queue->first + queue->count) % queue->capacity] = job;
    queue->count++;
}

static void *take(struct queue *queue) {
    void *job = queue->jobs[queue->first];
    queue->first = (queue->first + 1) % queue->capacity;
    queue->count--;
    return job;
}

// MARK: Jobs that wait for their time

struct timer {
    uint64_t due;
    uint64_t latest;
    uint64_t serial;
    void *job;
    bool is_urgent;
};

// A heap: the timer that is due first stands first.
static struct timer *timers;
static size_t timer_capacity, timer_count;
static uint64_t next_serial;
// When the keeper wakes up by itself.
static uint64_t next_waking;

static bool is_before(const struct timer *left, const struct timer *right) {
    return left->due != right->due ? left->due < right->due : left->serial < right->serial;
}

static void swap(size_t left, size_t right) {
    struct timer timer = timers[left];
    timers[left] = timers[right];
    timers[right] = timer;
}

static void timers_add(struct timer timer) {
    if (timer_count == timer_capacity) {
        timer_capacity = timer_capacity ? 2 * timer_capacity : 64;
        timers = realloc(timers, timer_capacity * sizeof *timers);
        if (!timers) out_of("memory");
    }
    size_t place = timer_count++;
    timers[place] = timer;
    while (place && is_before(&timers[place], &timers[(place - 1) / 2])) {
        swap(place, (place - 1) / 2);
        place = (place - 1) / 2;
    }
}

static struct timer timers_take_first(void) {
    struct timer taken = timers[0];
    timers[0] = timers[--timer_count];
    for (size_t place = 0;;) {
        size_t first = place;
        for (size_t child = 2 * place + 1; child <= 2 * place + 2; child++) {
            if (child < timer_count && is_before(&timers[child], &timers[first])) first = child;
        }
        if (first == place) return taken;
        swap(place, first);
        place = first;
    }
}

static uint64_t sum(uint64_t left, uint64_t right) {
    return left > UINT64_MAX - right ? UINT64_MAX : left + right;
}

// MARK: Threads

struct worker {
    pthread_cond_t wake;
    bool is_woken;
    struct worker *next;
};

// When the job that this thread runs began; 0 on threads that run none.
static _Thread_local uint64_t job_start;
static _Thread_local bool job_is_urgent;

// Threads that were started and have not come to their first job or rest.
static int32_t beginner_count;
// The one that rested last is first: its stack and caches are warm, and the others sleep on.
static struct worker *resting;
// The one of them that rests until the first timer is due; NULL while there is none, or nobody rests.
static struct worker *keeper;

static void *work(void *unused);

static bool start_thread(void) {
    pthread_t thread;
    if (!thread_start(&thread, work, NULL)) return false;
    pthread_detach(thread);
    return true;
}

// What follows is called with the lock held.

static bool has_room(void) { return patient_count < thread_limit; }

static void leave_rest(struct worker *worker) {
    struct worker **link = &resting;
    while (*link != worker) link = &(*link)->next;
    *link = worker->next;
    worker->is_woken = true;
}

static void start_worker(void) {
    if (thread_count >= urgent_limit) return;
    if (start_thread()) {
        thread_count++;
        beginner_count++;
    } else if (thread_count == 0) {
        out_of("threads");
    }
}

// Picks a resting worker, which is to be woken up once the lock is free: with the lock held it would
// wake up only to wait for that. NULL when there is none; a new one begins where there may be more.
static struct worker *pick_worker(void) {
    // Whoever keeps the timers is the last to be disturbed.
    struct worker *worker = resting;
    if (worker && worker == keeper && worker->next) worker = worker->next;
    if (worker) {
        leave_rest(worker);
    } else {
        start_worker();
    }
    return worker;
}

// A job that has only just begun and hands on to a single other one is most likely a task that goes
// on there: its thread comes back at once, and to wake up another one would be for nothing. One
// that has run for longer may go on for as long again, which only what can wait is kept waiting for.
static bool is_handed_on(bool is_urgent) {
    if (!job_start || job_is_urgent != is_urgent) return false;
    uint64_t limit = is_urgent ? 300000 : 3000000;
    return urgent_jobs.count + other_jobs.count == 1 && monotonic_time() - job_start < limit;
}

static struct worker *submit(void *job, bool is_urgent) {
    append(is_urgent ? &urgent_jobs : &other_jobs, job);
    if (is_handed_on(is_urgent)) return NULL;
    // Without room, whoever is at such a job goes on with this one.
    return is_urgent || has_room() ? pick_worker() : NULL;
}

static void unlock_and_wake(struct worker *worker) {
    pthread_mutex_unlock(&lock);
    // Threads of the pool never end, so that it is still there.
    if (worker) pthread_cond_signal(&worker->wake);
}

static void rest(struct worker *self) {
    self->is_woken = false;
    self->next = resting;
    resting = self;
}

// Has somebody who rests keep the timers; without anybody, the first to rest will.
static void find_keeper(void) {
    if (resting) {
        pthread_cond_signal(&resting->wake);
    } else if (beginner_count == 0) {
        start_worker();
    }
}

// Runs jobs until none is left that this thread may take.
static void run_jobs(void) {
    for (;;) {
        bool is_urgent = urgent_jobs.count > 0;
        bool is_other = other_jobs.count && has_room();
        if (!is_urgent && !is_other) return;
        // The other one may have counted on this thread.
        struct worker *worker = is_urgent && is_other ? pick_worker() : NULL;
        void *job = take(is_urgent ? &urgent_jobs : &other_jobs);
        patient_count += !is_urgent;
        // This thread may be at the job for long.
        if (timer_count && !keeper) find_keeper();
        unlock_and_wake(worker);
        job_is_urgent = is_urgent;
        job_start = monotonic_time();
        run_job(job);
        job_start = 0;
        pthread_mutex_lock(&lock);
        patient_count -= !is_urgent;
    }
}

// Queues what is due by now, also what could wait a little longer. The calling thread takes one of the
// jobs; for each other one a worker is woken up.
static bool queue_due_jobs(void) {
    bool is_any = false;
    uint64_t now = monotonic_time();
    while (timer_count && timers[0].due <= now) {
        struct timer timer = timers_take_first();
        append(timer.is_urgent ? &urgent_jobs : &other_jobs, timer.job);
        struct worker *worker = is_any && (timer.is_urgent || has_room()) ? pick_worker() : NULL;
        if (worker) pthread_cond_signal(&worker->wake);
        is_any = true;
    }
    return is_any;
}

// Rests until the first timer has to be served, unless a job comes before.
static void keep_timers(struct worker *self) {
    keeper = self;
    next_waking = UINT64_MAX;
    for (size_t i = 0; i < timer_count; i++) {
        if (timers[i].latest < next_waking) next_waking = timers[i].latest;
    }
    struct timespec end = {
        .tv_sec = (time_t)(next_waking / 1000000000),
        .tv_nsec = (long)(next_waking % 1000000000),
    };
    pthread_cond_timedwait(&self->wake, &lock, &end);
    keeper = NULL;
    if (self->is_woken) return;
    // It counts as at work, so that nobody wakes it up for what it has found itself.
    leave_rest(self);
    if (queue_due_jobs()) return;
    rest(self);
}

static void *work(void *unused) {
    prctl(PR_SET_NAME, "pool");
    struct worker self;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    // Setting the clock of the machine neither hastens nor delays anything.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&self.wake, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_lock(&lock);
    beginner_count--;
    for (;;) {
        run_jobs();
        rest(&self);
        while (!self.is_woken) {
            if (timer_count && !keeper) {
                keep_timers(&self);
            } else {
                pthread_cond_wait(&self.wake, &lock);
            }
            wake_count++;
        }
    }
    return unused;
}

// MARK: What others call

void task_pool_prepare(int32_t limit, int32_t urgent, void (*run)(void *job)) {
    pthread_mutex_lock(&lock);
    thread_limit = limit < 1 ? 1 : limit;
    urgent_limit = urgent < thread_limit ? thread_limit : urgent;
    run_job = run;
    pthread_mutex_unlock(&lock);
}

void task_pool_share_heap(void) { mallopt(M_ARENA_MAX, 1); }

void task_pool_submit(void *job, bool is_urgent) {
    pthread_mutex_lock(&lock);
    unlock_and_wake(submit(job, is_urgent));
}

void task_pool_submit_after(void *job, bool is_urgent, uint64_t delay, uint64_t leeway) {
    uint64_t due = sum(monotonic_time(), delay);
    struct timer timer = {
        .due = due,
        .latest = sum(due, leeway),
        .job = job,
        .is_urgent = is_urgent,
    };
    pthread_mutex_lock(&lock);
    timer.serial = next_serial++;
    timers_add(timer);
    if (!keeper) {
        // A thread of the pool comes by itself once its job is done.
        if (!job_start) find_keeper();
    } else if (timer.latest < next_waking) {
        next_waking = timer.latest;
        pthread_cond_signal(&keeper->wake);
    }
    pthread_mutex_unlock(&lock);
}

int32_t task_pool_thread_count(void) {
    pthread_mutex_lock(&lock);
    int32_t count = thread_count;
    pthread_mutex_unlock(&lock);
    return count;
}

int64_t task_pool_wake_count(void) {
    pthread_mutex_lock(&lock);
    int64_t count = wake_count;
    pthread_mutex_unlock(&lock);
    return count;
}
