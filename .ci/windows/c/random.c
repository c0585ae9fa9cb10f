/* bcryptprimitives.dll, which Wine 8 lacks: the seeds of hash tables in wheels written in Rust. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    const ULONG most = 1 << 20;
    while (count > 0) {
        ULONG part = count < most ? (ULONG)count : most;
        if (!RtlGenRandom(bytes, part))
            return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}
