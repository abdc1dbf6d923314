// A thread that carries out prepared writes for another one, in its order.

#ifndef CANCELSYNC_CWRITEBEHIND_H
#define CANCELSYNC_CWRITEBEHIND_H

#include <stddef.h>
#include <stdint.h>

// What stands in the bytes of a write: the statement's number (1 byte), how many parameters follow
// (1), and for each of them its index from 1 (1), one of these kinds (1), and but for null what is
// bound: 8 bytes of a number, or 4 of a length and so many of a text or blob. Numbers in the
// machine's byte order. Every parameter of the statement is named.
enum { write_behind_null, write_behind_number, write_behind_text, write_behind_blob };

struct write_behind;

// Starts a thread that runs `statements` of one connection. While it has anything to do, nobody else
// may use the connection. NULL where the system has no thread or memory left.
struct write_behind *write_behind_start(void *const *statements, int32_t count);

// Hands over whole writes, in bytes that the caller keeps; waits while the thread is far behind.
// Whether there is memory for them.
int32_t write_behind_add(struct write_behind *self, const void *bytes, size_t count);

// Waits until all that was handed over is done: -1, or the number of the statement that failed, which
// is not reset, so that the connection still says why. What came after it is left out.
int32_t write_behind_settle(struct write_behind *self);

// Ends the thread; what it has not begun is left out.
void write_behind_end(struct write_behind *self);

#endif
