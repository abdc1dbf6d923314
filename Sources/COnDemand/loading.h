#ifndef CANCELSYNC_LOADING_H
#define CANCELSYNC_LOADING_H

#include <stdatomic.h>
#include <stddef.h>

// A function of the library that has one of these names, of which the last is NULL; NULL when it
// cannot be had. `found` keeps it for the next call.
void *on_demand_function(const char *const *names, const char *function, _Atomic(void *) *found);

// Defines `name` as a call of the function of that name in the library that `names` names.
#define ON_DEMAND(names, result, name, parameters, arguments, failed)                    \
    result name parameters {                                                             \
        static _Atomic(void *) found;                                                    \
        result(*function) parameters = on_demand_function(names, #name, &found);         \
        return function ? function arguments : (failed);                                 \
    }

#define ON_DEMAND_VOID(names, name, parameters, arguments)                               \
    void name parameters {                                                               \
        static _Atomic(void *) found;                                                    \
        void (*function) parameters = on_demand_function(names, #name, &found);          \
        if (function) function arguments;                                                \
    }

#endif
