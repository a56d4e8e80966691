/* A driver that loses its context: preloaded, it refuses to make the context current that was current
   when the file named in TRIAL_LOST appeared. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*MakeGlx)(void *, unsigned long, void *);
typedef unsigned (*MakeEgl)(void *, void *, void *, void *);

static int is_lost(void *context)
{
    static void *lost;
    const char *file = getenv("TRIAL_LOST");
    if (context != NULL && file != NULL && unlink(file) == 0)
        lost = context;
    return context != NULL && context == lost;
}

int glXMakeCurrent(void *display, unsigned long drawable, void *context)
{
    MakeGlx next = (MakeGlx)dlsym(RTLD_NEXT, "glXMakeCurrent");
    return is_lost(context) ? 0 : next(display, drawable, context);
}

unsigned eglMakeCurrent(void *display, void *draw, void *read, void *context)
{
    MakeEgl next = (MakeEgl)dlsym(RTLD_NEXT, "eglMakeCurrent");
    return is_lost(context) ? 0 : next(display, draw, read, context);
}
