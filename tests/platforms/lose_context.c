/* A driver that loses its context: preloaded, it refuses to make the context current that was current
   when the file named in TRIAL_LOST appeared. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*Make)(void *, unsigned long, void *);

int glXMakeCurrent(void *display, unsigned long drawable, void *context)
{
    static void *lost;
    Make next = (Make)dlsym(RTLD_NEXT, "glXMakeCurrent");
    const char *file = getenv("TRIAL_LOST");
    if (context != NULL && file != NULL && unlink(file) == 0)
        lost = context;
    return context != NULL && context == lost ? 0 : next(display, drawable, context);
}
