#define _GNU_SOURCE
#include "loading.h"

#include "COnDemand.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The first failure; kept, since each further call fails for the same reason.
static _Atomic(char *) problem;

static void note_problem(void) {
    const char *words = dlerror();
    char *copy = words ? strdup(words) : NULL;
    char *none = NULL;
    if (copy && !atomic_compare_exchange_strong(&problem, &none, copy)) free(copy);
}

// The first of the names that there is; a library that is open already is only counted once more.
static void *open_any(const char *const *names) {
    for (; *names; names++) {
        void *handle = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
        if (handle) return handle;
    }
    note_problem();
    return NULL;
}

void *on_demand_function(const char *const *names, const char *function, _Atomic(void *) *found) {
    void *address = atomic_load_explicit(found, memory_order_acquire);
    if (address) return address;
    void *handle = open_any(names);
    if (!handle) return NULL;
    address = dlsym(handle, function);
    if (!address) note_problem();
    // Threads that come here at once find the same.
    atomic_store_explicit(found, address, memory_order_release);
    return address;
}

const char *on_demand_problem(void) { return atomic_load(&problem); }
