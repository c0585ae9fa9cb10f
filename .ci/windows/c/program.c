/* artemis-modkit.exe: the interpreter of python311.dll with the tool as its module.
   Started by a double-click it opens the workbench; with a console of its own it waits at the end,
   so that what it says can be read. */
#include <conio.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

__declspec(dllimport) int Py_Main(int argc, wchar_t **argv);

int wmain(int argc, wchar_t **argv) {
    DWORD processes[2];
    int is_own_console = GetConsoleProcessList(processes, 2) == 1;
    wchar_t **all = calloc(argc + 5, sizeof *all);
    int count = 0;
    all[count++] = argv[0];
    all[count++] = L"-I";
    all[count++] = L"-m";
    all[count++] = L"artemis_modkit";
    for (int at = 1; at < argc; at++)
        all[count++] = argv[at];
    if (argc == 1 && is_own_console)
        all[count++] = L"open";
    int code = Py_Main(count, all);
    if (is_own_console) {
        printf("\nPress any key to close this window.\n");
        _getwch();
    }
    return code;
}
