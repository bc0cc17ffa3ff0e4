/*
 * Hosts often lack the locale that ssh brings along, or have none set; both mean UTF-8. Only an explicit other one does
 * not.
 */
#include "charset.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool names_utf8(const char *locale)
{
    return locale && (strstr(locale, "UTF-8") || strstr(locale, "utf8") || strstr(locale, "UTF8"));
}

static const char *environment_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return value;
    }
    return NULL;
}

bool charset_choose(void)
{
    const char *wanted = environment_locale();
    if (!wanted || (!setlocale(LC_CTYPE, "") && names_utf8(wanted)))
        setlocale(LC_CTYPE, "C.UTF-8");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool charset_is_ascii(void)
{
    return strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0; /* what the C library calls it */
}
