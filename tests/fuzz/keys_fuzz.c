/*
 * Names of keys, and bytes taken for keys: a key that has a name is that key again when its name is read, and every
 * list of keys can be searched. The input is read as a list of names, and each of its bytes as a character.
 */
#include "fuzz.h"

#include "../../src/tui/screen/sequences.h"

static void assert_comes_back(Key key)
{
    Buffer name = {0};
    if (key == 0)
        return;
    key_format(key, &name);
    if (key_parse(buffer_text(&name)) != key)
        fail_msg("key %x is called '%s', which is key %x", key, buffer_text(&name), key_parse(buffer_text(&name)));
    buffer_release(&name);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text(bytes, length);
    assert_comes_back(key_parse(text));
    (void)key_in_list(KEY_ENTER_, text);
    for (const char *name = strtok(text, " "); name; name = strtok(NULL, " "))
        assert_comes_back(key_parse(name));
    for (size_t i = 0; i + 2 < length; i += 3)
        assert_comes_back(
            sequence_character((uint32_t)bytes[i] | (uint32_t)bytes[i + 1] << 8 | (uint32_t)(bytes[i + 2] % 17) << 16));
    free(text);
    return 0;
}
