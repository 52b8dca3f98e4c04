/* SPDX-License-Identifier: MIT */
#include "huge_pages.h"

#include <sys/mman.h>

static void *wish(void *pages, size_t bytes)
{
	if (pages == MAP_FAILED)
		return NULL;
#ifdef MADV_HUGEPAGE
	madvise(pages, bytes, MADV_HUGEPAGE);
#endif
	return pages;
}

void *huge_pages_map(size_t bytes)
{
	return wish(mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
		    bytes);
}

/* The kernel grows by whole pages: what lies behind BYTES in the last one is zero, for nobody had
 * it. */
void *huge_pages_grow(void *pages, size_t bytes, size_t larger)
{
	return wish(mremap(pages, bytes, larger, MREMAP_MAYMOVE), larger);
}

void huge_pages_unmap(void *pages, size_t bytes)
{
	if (pages)
		munmap(pages, bytes);
}
