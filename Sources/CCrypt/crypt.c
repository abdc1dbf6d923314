#define _GNU_SOURCE
#include "CCrypt.h"

#include <crypt.h>
#include <string.h>

int crypt_hash(const char *phrase, const char *setting, char *hash, size_t capacity) {
    struct crypt_data data;
    memset(&data, 0, sizeof data);
    const char *result = crypt_r(phrase, setting, &data);
    // A failure is written as a star, which no hash begins with.
    if (!result || result[0] == '*' || strlen(result) >= capacity) return -1;
    memcpy(hash, result, strlen(result) + 1);
    memset(&data, 0, sizeof data);
    return 0;
}
