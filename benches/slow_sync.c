/* Makes each sync of a file take a millisecond more, as on an ordinary SSD; loaded before the C
 * library by `cargo bench --bench deliver`. The number of syncs is written to $SLOW_SYNC_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static atomic_ulong count;

static int slowly(const char *name, int fd) {
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct timespec millisecond = {0, 1000000};
    atomic_fetch_add(&count, 1);
    nanosleep(&millisecond, NULL);
    return sync(fd);
}

int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("SLOW_SYNC_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%lu\n", (unsigned long)count);
        fclose(file);
    }
}
