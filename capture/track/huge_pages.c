/* SPDX-License-Identifier: MIT */
#include "huge_pages.h"

#include <sys/mman.h>

void *huge_pages_map(size_t bytes)
{
	void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (pages == MAP_FAILED)
		return NULL;
#ifdef MADV_HUGEPAGE
	madvise(pages, bytes, MADV_HUGEPAGE); /* a wish */
#endif
	return pages;
}

void huge_pages_unmap(void *pages, size_t bytes)
{
	if (pages)
		munmap(pages, bytes);
}
