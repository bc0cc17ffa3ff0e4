/*
 * Runs a fuzz target without libFuzzer, so that every test run fuzzes a little with any compiler: the inputs of a
 * corpus, then seeded mutations of them.
 *
 *     build/san/fuzz/csv tests/fuzz/corpus/csv 2000     2000 mutations
 *     build/san/fuzz/csv FILE                           one input
 *
 * An input is kept in a file while it runs; the file of one that ended the program stays, and is named.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

enum { LONGEST = 1 << 16, MOST_INPUTS = 1000, SECONDS = 10 };

typedef struct Input {
    uint8_t *bytes;
    size_t length;
} Input;

typedef struct Corpus {
    Input inputs[MOST_INPUTS];
    size_t count;
    uint64_t seed;
    char kept[64]; /* path of the file with the present input */
} Corpus;

/* Of our own, so that a run can be repeated on any system (Knuth's MMIX constants). */
static size_t pick(Corpus *corpus, size_t below)
{
    corpus->seed = corpus->seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(corpus->seed >> 33) % below;
}

static void add_file(Corpus *corpus, const char *path)
{
    Input input = {.bytes = malloc(LONGEST)};
    FILE *file = fopen(path, "rb");
    if (!file || corpus->count == MOST_INPUTS) {
        perror(path);
        exit(2);
    }
    input.length = fread(input.bytes, 1, LONGEST, file);
    fclose(file);
    corpus->inputs[corpus->count++] = input;
}

/* In the order of their names, so that the mutations are the same everywhere. */
static void add_folder(Corpus *corpus, const char *folder)
{
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            add_file(corpus, path);
        free(names[i]);
    }
    if (count < 0)
        add_file(corpus, folder);
    else
        free(names);
}

static void run(const Corpus *corpus, const uint8_t *bytes, size_t length)
{
    FILE *file = fopen(corpus->kept, "wb");
    if (file) {
        fwrite(bytes, 1, length, file);
        fclose(file);
    }
    alarm(SECONDS);
    LLVMFuzzerTestOneInput(bytes, length);
}

static void replace(Input *input, size_t at, size_t removed, const uint8_t *put, size_t count)
{
    if (input->length - removed + count > LONGEST)
        return;
    memmove(input->bytes + at + count, input->bytes + at + removed, input->length - at - removed);
    memcpy(input->bytes + at, put, count);
    input->length += count - removed;
}

/* A byte that means something to some format, or any. */
static uint8_t some_byte(Corpus *corpus)
{
    static const char telling[] = "\0\n\r\t \",;:.+-=<>&[]()'/%0123456789\xC3\xE2\xEF\xFF";
    return pick(corpus, 2) ? (uint8_t)telling[pick(corpus, sizeof telling - 1)] : (uint8_t)pick(corpus, 256);
}

static void mutate(Corpus *corpus, Input *input)
{
    const Input *other = &corpus->inputs[pick(corpus, corpus->count)];
    size_t at = pick(corpus, input->length + 1), left = input->length - at;
    size_t span = left ? pick(corpus, left < 16 ? left : 16) + 1 : 0;
    size_t from = pick(corpus, other->length + 1), most = other->length - from;
    uint8_t byte = some_byte(corpus);
    switch (pick(corpus, 5)) {
    case 0: /* another byte */
        replace(input, at, left ? 1 : 0, &byte, 1);
        break;
    case 1: /* one more */
        replace(input, at, 0, &byte, 1);
        break;
    case 2: /* some less */
        replace(input, at, span, &byte, 0);
        break;
    case 3: /* a piece of another input */
        replace(input, at, pick(corpus, 2) ? span : 0, other->bytes + from, most ? pick(corpus, most) : 0);
        break;
    default: /* a bit */
        if (left)
            input->bytes[at] ^= (uint8_t)(1u << pick(corpus, 8));
    }
}

static void run_mutation(Corpus *corpus)
{
    const Input *origin = &corpus->inputs[pick(corpus, corpus->count)];
    Input input = {.bytes = malloc(LONGEST), .length = origin->length};
    memcpy(input.bytes, origin->bytes, origin->length);
    for (size_t times = 1 + pick(corpus, 5); times > 0; times--)
        mutate(corpus, &input);
    run(corpus, input.bytes, input.length);
    free(input.bytes);
}

int main(int argc, char **argv)
{
    static Corpus corpus = {.seed = 1};
    long mutations = argc > 2 ? atol(argv[2]) : 0;
    if (argc < 2) {
        fprintf(stderr, "usage: %s CORPUS [MUTATIONS]\n", argv[0]);
        return 2;
    }
    add_folder(&corpus, argv[1]);
    snprintf(corpus.kept, sizeof corpus.kept, "/tmp/steerco-fuzz-%d.input", (int)getpid());
    fprintf(stderr, "the input of a failure stays in %s\n", corpus.kept);
    for (size_t i = 0; i < corpus.count; i++)
        run(&corpus, corpus.inputs[i].bytes, corpus.inputs[i].length);
    for (long i = 0; i < mutations; i++)
        run_mutation(&corpus);
    unlink(corpus.kept);
    printf("%zu inputs, %ld mutations\n", corpus.count, mutations);
    for (size_t i = 0; i < corpus.count; i++)
        free(corpus.inputs[i].bytes);
    return 0;
}
