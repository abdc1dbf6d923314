// bcrypt, as the system's libcrypt has it; its own header needs a macro before it that a module cannot set.

#ifndef CANCELSYNC_CCRYPT_H
#define CANCELSYNC_CCRYPT_H

#include <stddef.h>

// Writes the hash of `phrase` under `setting` ("$2a$10$" and 22 characters of salt) to `hash`, ended
// by a zero byte. Returns 0, or -1 for a setting that libcrypt refuses or a buffer that is too small.
int crypt_hash(const char *phrase, const char *setting, char *hash, size_t capacity);

#endif
