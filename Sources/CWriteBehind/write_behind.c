#define _GNU_SOURCE

#include "CThreads.h"
#include "CWriteBehind.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

// Bytes go through a ring of parcels: whoever hands over fills the one behind the last, the thread
// empties the first. Neither touches the other's, so that the lock is held for counting only.

enum { parcel_limit = 8 };

struct parcel {
    unsigned char *bytes;
    size_t count, capacity;
};

struct write_behind {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct parcel parcels[parcel_limit];
    int first, count;
    bool is_over;
    // The statement that failed, or -1.
    int32_t failed;
    int32_t statement_count;
    sqlite3_stmt *statements[];
};

// MARK: The thread

struct reader {
    const unsigned char *next, *end;
};

static bool take(struct reader *reader, void *value, size_t count) {
    if ((size_t)(reader->end - reader->next) < count) return false;
    memcpy(value, reader->next, count);
    reader->next += count;
    return true;
}

static bool bind_bytes(sqlite3_stmt *statement, struct reader *reader, int index, bool is_text) {
    uint32_t count;
    if (!take(reader, &count, sizeof count)) return false;
    if ((size_t)(reader->end - reader->next) < count) return false;
    const void *bytes = reader->next;
    reader->next += count;
    // The parcel stays as it is until the statement has run.
    int code = is_text ? sqlite3_bind_text64(statement, index, bytes, count, SQLITE_STATIC, SQLITE_UTF8)
        : count == 0   ? sqlite3_bind_zeroblob(statement, index, 0)
                       : sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_STATIC);
    return code == SQLITE_OK;
}

static bool bind(sqlite3_stmt *statement, struct reader *reader) {
    unsigned char head[2];
    if (!take(reader, head, sizeof head)) return false;
    switch (head[1]) {
    case write_behind_null: return sqlite3_bind_null(statement, head[0]) == SQLITE_OK;
    case write_behind_number: {
        int64_t number;
        return take(reader, &number, sizeof number)
            && sqlite3_bind_int64(statement, head[0], number) == SQLITE_OK;
    }
    case write_behind_text: return bind_bytes(statement, reader, head[0], true);
    case write_behind_blob: return bind_bytes(statement, reader, head[0], false);
    default: return false;
    }
}

// -1, or the statement that failed.
static int32_t run(struct write_behind *self, const struct parcel *parcel) {
    struct reader reader = {parcel->bytes, parcel->bytes + parcel->count};
    unsigned char head[2];
    while (take(&reader, head, sizeof head)) {
        if (head[0] >= self->statement_count) return 0;
        sqlite3_stmt *statement = self->statements[head[0]];
        for (int left = head[1]; left > 0; left--) {
            if (!bind(statement, &reader)) return head[0];
        }
        if (sqlite3_step(statement) != SQLITE_DONE) return head[0];
        sqlite3_reset(statement);
    }
    return -1;
}

static void *work(void *argument) {
    struct write_behind *self = argument;
    prctl(PR_SET_NAME, "store.writes");
    pthread_mutex_lock(&self->lock);
    while (!self->is_over) {
        if (self->count == 0) {
            pthread_cond_wait(&self->changed, &self->lock);
            continue;
        }
        bool is_sound = self->failed < 0;
        pthread_mutex_unlock(&self->lock);
        int32_t failed = is_sound ? run(self, &self->parcels[self->first]) : -1;
        pthread_mutex_lock(&self->lock);
        if (failed >= 0) self->failed = failed;
        self->first = (self->first + 1) % parcel_limit;
        // Whoever waits for room is woken up once there is some for several.
        if (--self->count == parcel_limit / 2 || self->count == 0) {
            pthread_cond_broadcast(&self->changed);
        }
    }
    pthread_mutex_unlock(&self->lock);
    return NULL;
}

static void discard(struct write_behind *self) {
    pthread_cond_destroy(&self->changed);
    pthread_mutex_destroy(&self->lock);
    for (int i = 0; i < parcel_limit; i++) free(self->parcels[i].bytes);
    free(self);
}

// MARK: What others call

struct write_behind *write_behind_start(void *const *statements, int32_t count) {
    struct write_behind *self = calloc(1, sizeof *self + (size_t)count * sizeof *self->statements);
    if (!self) return NULL;
    self->failed = -1;
    self->statement_count = count;
    for (int32_t i = 0; i < count; i++) self->statements[i] = statements[i];
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->changed, NULL);
    if (thread_start(&self->thread, work, self)) return self;
    discard(self);
    return NULL;
}

int32_t write_behind_add(struct write_behind *self, const void *bytes, size_t count) {
    pthread_mutex_lock(&self->lock);
    while (self->count == parcel_limit) pthread_cond_wait(&self->changed, &self->lock);
    struct parcel *parcel = &self->parcels[(self->first + self->count) % parcel_limit];
    pthread_mutex_unlock(&self->lock);
    if (parcel->capacity < count) {
        unsigned char *wider = realloc(parcel->bytes, count);
        if (!wider) return 0;
        parcel->bytes = wider;
        parcel->capacity = count;
    }
    memcpy(parcel->bytes, bytes, count);
    parcel->count = count;
    pthread_mutex_lock(&self->lock);
    bool was_idle = self->count++ == 0;
    pthread_mutex_unlock(&self->lock);
    if (was_idle) pthread_cond_broadcast(&self->changed);
    return 1;
}

int32_t write_behind_settle(struct write_behind *self) {
    pthread_mutex_lock(&self->lock);
    while (self->count > 0) pthread_cond_wait(&self->changed, &self->lock);
    int32_t failed = self->failed;
    pthread_mutex_unlock(&self->lock);
    return failed;
}

void write_behind_end(struct write_behind *self) {
    pthread_mutex_lock(&self->lock);
    self->is_over = true;
    pthread_mutex_unlock(&self->lock);
    pthread_cond_broadcast(&self->changed);
    pthread_join(self->thread, NULL);
    discard(self);
}
