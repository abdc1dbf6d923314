#define _GNU_SOURCE
#include "CProgramCode.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Only what the file alone says: a segment that can be written has been changed by the loader.
static int give_back(struct dl_phdr_info *object, size_t size, void *page) {
    (void)size;
    uintptr_t mask = *(uintptr_t *)page - 1;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        uintptr_t start = (uintptr_t)(object->dlpi_addr + segment->p_vaddr);
        uintptr_t first = (start + mask) & ~mask;
        uintptr_t end = (start + segment->p_memsz) & ~mask;
        // Where the system refuses, as with its own page of code, the memory stays: nothing is lost.
        if (end > first) madvise((void *)first, end - first, MADV_DONTNEED);
    }
    return 0;
}

void program_code_give_back(void) {
    long page = sysconf(_SC_PAGESIZE);
    if (page <= 0) return;
    uintptr_t size = (uintptr_t)page;
    dl_iterate_phdr(give_back, &size);
}
