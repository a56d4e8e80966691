/* Downhill.exe and Downhill-console.exe: start the Python that lies in the folder "program".

   Made with mingw-w64: -DWINDOWED is the program of the Start menu, without it the one for
   terminals. Paths stay in UTF-16, so a user name in Chinese characters is nothing special.
   PYTHON_DLL, NAME and START are given by the build. */

#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define WIDE(text) L"" text
#define LONGEST 32768

typedef int (*Main)(int, wchar_t **);

static int fail(int code, const wchar_t *what)
{
    static wchar_t text[1024];
    _snwprintf(text, 1023, L"%ls (%lu). Install " WIDE(NAME) L" again.\n%ls (%lu)。请重新安装。",
               what, GetLastError(), what, GetLastError());
#ifdef WINDOWED
    MessageBoxW(NULL, text, WIDE(NAME), MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return code;
}

static int start(int count, wchar_t **words)
{
    static wchar_t folder[LONGEST], library[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST - 32);
    wchar_t *last = wcsrchr(folder, L'\\');
    if (length == 0 || length >= LONGEST - 32 || last == NULL)
        return fail(101, WIDE(NAME) L".exe");
    wcscpy(last, L"\\program");
    swprintf(library, LONGEST, L"%ls\\%ls", folder, WIDE(PYTHON_DLL));

    SetDllDirectoryW(L""); /* never a library out of the folder that a document lies in */
    AddDllDirectory(folder);   /* where Microsoft's run time lies, which every library needs */
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python == NULL)
        return fail(102, WIDE(PYTHON_DLL));
    Main run = (Main)(void *)GetProcAddress(python, "Py_Main");
    wchar_t **all = calloc(count + 6, sizeof *all);
    if (run == NULL || all == NULL)
        return fail(103, WIDE(PYTHON_DLL));
    int n = 0;
    all[n++] = words[0];
    all[n++] = L"-I"; /* nothing of another Python on this machine */
    all[n++] = L"-X";
    all[n++] = L"utf8";
    all[n++] = L"-m";
    all[n++] = WIDE(START);
    for (int i = 1; i < count; i++)
        all[n++] = words[i];
    return run(n, all);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return words == NULL ? fail(104, WIDE(NAME) L".exe") : start(count, words);
}
#else
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#endif
