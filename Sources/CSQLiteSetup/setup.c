#define _GNU_SOURCE

#include "CSQLiteSetup.h"

#include <sched.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

void sqlite_set_up(void) {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Some dozen rows, or one that takes long: rather often, as asking for the time costs little.
static const int instructions_between_looks = 500;
// Not more often than that: to some schedulers each offer costs a turn, on a processor that others
// want as well.
static const uint64_t nanoseconds_between_offers = 500000;

static uint64_t monotonic_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static int offer_processor(void *unused) {
    static _Thread_local uint64_t last_offer;
    if (monotonic_time() - last_offer >= nanoseconds_between_offers) {
        sched_yield();
        last_offer = monotonic_time();
    }
    return 0;
}

void sqlite_share_processor(void *connection) {
    sqlite3_progress_handler(connection, instructions_between_looks, offer_processor, NULL);
}
