#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

// A handler may do next to nothing, so it only writes the signal's number into a pipe, which the
// loop reads.
static int pipe_ends[2] = {-1, -1};

static const int handled[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
enum { HANDLED_COUNT = sizeof handled / sizeof *handled };
static struct sigaction previous[HANDLED_COUNT];

static void note(int signal) {
    int saved = errno;
    unsigned char number = (unsigned char)signal;
    // A full pipe already wakes the loop.
    ssize_t written = write(pipe_ends[1], &number, 1);
    (void)written;
    errno = saved;
}

static void handle(int signal, void (*handler)(int), struct sigaction *old) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, old);
}

bool signals_open(void) {
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK)) return false;
    for (size_t i = 0; i < HANDLED_COUNT; i++) {
        handle(handled[i], note, &previous[i]);
        // What the caller chose to ignore, as nohup does, stays ignored.
        if (previous[i].sa_handler == SIG_IGN) sigaction(handled[i], &previous[i], NULL);
    }
    return true;
}

void signals_close(void) {
    if (pipe_ends[0] < 0) return;
    for (size_t i = 0; i < HANDLED_COUNT; i++) {
        // A terminal that is closed says so twice, through the shell and through the kernel. The
        // second time may come while the process ends in order, which it must not cut short.
        bool is_killed = handled[i] == SIGHUP && previous[i].sa_handler == SIG_DFL;
        if (is_killed) previous[i].sa_handler = SIG_IGN;
        sigaction(handled[i], &previous[i], NULL);
    }
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    pipe_ends[0] = pipe_ends[1] = -1;
}

int signals_descriptor(void) { return pipe_ends[0]; }

void signals_stop_group(void) {
    struct sigaction old_stop, old_continue;
    handle(SIGTSTP, SIG_DFL, &old_stop);
    handle(SIGCONT, SIG_DFL, &old_continue);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &old_stop, NULL);
    sigaction(SIGCONT, &old_continue, NULL);
}

enum screen_signal screen_next_signal(int32_t *number) {
    unsigned char signal;
    *number = 0;
    if (pipe_ends[0] < 0 || read(pipe_ends[0], &signal, 1) != 1) return SCREEN_SIGNAL_NONE;
    *number = signal;
    switch (signal) {
    case SIGWINCH: return SCREEN_SIGNAL_RESIZE;
    case SIGTSTP: return SCREEN_SIGNAL_STOP;
    case SIGCONT: return SCREEN_SIGNAL_CONTINUE;
    default: return SCREEN_SIGNAL_END;
    }
}

int32_t screen_wait(int32_t wake, int32_t milliseconds) {
    struct pollfd watched[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = wake, .events = POLLIN},
        {.fd = signals_descriptor(), .events = POLLIN},
    };
    int count = poll(watched, 3, milliseconds);
    // The handler that interrupted the wait has filled the pipe.
    if (count < 0) return errno == EINTR ? SCREEN_ACTIVITY_SIGNAL : SCREEN_ACTIVITY_HANG_UP;
    int32_t activity = 0;
    if (watched[0].revents & POLLIN) activity |= SCREEN_ACTIVITY_KEYS;
    if (watched[0].revents & (POLLHUP | POLLERR | POLLNVAL)) activity |= SCREEN_ACTIVITY_HANG_UP;
    if (watched[1].revents & POLLIN) activity |= SCREEN_ACTIVITY_WAKE;
    if (watched[2].revents & POLLIN) activity |= SCREEN_ACTIVITY_SIGNAL;
    return activity;
}

int32_t wake_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void wake_ring(int32_t wake) {
    uint64_t one = 1;
    descriptor_write(wake, (const char *)&one, sizeof one);
}

void wake_reset(int32_t wake) {
    uint64_t rings;
    ssize_t count = read(wake, &rings, sizeof rings);
    (void)count;
}

void wake_close(int32_t wake) { close(wake); }

void descriptor_write(int32_t descriptor, const char *bytes, int32_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, (size_t)count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (int32_t)written;
    }
}
