/* SPDX-License-Identifier: MIT */
/* fuzz_X FILE...: each file once through the fuzzer, as an exact-size heap block. */
#include "fuzz.h"

static uint8_t *read_whole(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	CHECK(file && fseek(file, 0, SEEK_END) == 0);
	long end = ftell(file);
	CHECK(end >= 0);
	rewind(file);
	*length = (size_t)end;
	uint8_t *bytes = malloc(*length ? *length : 1);
	CHECK(bytes && fread(bytes, 1, *length, file) == *length);
	fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		size_t length;
		uint8_t *bytes = read_whole(argv[i], &length);
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput(bytes, length);
		free(bytes);
	}
	if (argc < 2)
		fprintf(stderr, "no inputs: this proves nothing\n");
	return argc < 2;
}
