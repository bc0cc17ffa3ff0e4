/*
 * The terminal, and all of curses that this program needs.
 *
 * Three things are done differently from most curses programs. Modern keys (mouse, paste, ctrl-arrows) are registered
 * by their sequences, because terminal descriptions lag behind terminals. Input is read from a pad, because reading
 * from a window would draw it. And the write() that curses calls is the one in this file, which holds the bytes back
 * until the screen is complete (output.c).
 *
 * While a terminal does not take what was sent, nothing new is drawn. The program meanwhile goes on: it keeps drafts,
 * and it can be ended.
 *
 * The static variables are the terminal to give back, on whatever way the program ends.
 */
#include "steerco/tui/screen/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "charset.h"
#include "clipboard.h"
#include "input.h"
#include "output.h"
#include "sequences.h"
#include "signals.h"
#include "steerco/base/number.h"
#include "theme.h"

#undef columns /* term.h makes a macro of it */

enum {
    ESCAPE_MS = 25, /* a lone Esc is one when nothing follows for so long */
    MARKS = 3,
    WIDEST = 1000, /* columns and lines that are drawn on: a terminal may say any size, and each cell takes memory */
    HIGHEST = 500,
    CODEPOINTS = CCHARW_MAX + 1,
};

/* Mouse presses as SGR reports, bracketed paste. Terminals ignore what they do not know. */
#define MODES_ON  "\033[?1000h\033[?1006h\033[?2004h"
#define MODES_OFF "\033[?2004l\033[?1006l\033[?1000l"

static struct {
    bool started;
    Output output; /* once it is gone, neither the terminal nor curses is touched again */
    bool ascii, typing, restricted;
    bool only_ascii; /* the locale knows nothing else: other bytes are no characters */
    SCREEN *screen;
    WINDOW *pad; /* that input is read from */
    Input input;
    Canvas shown; /* what curses knows of already */
    bool repaint;
    struct {
        attr_t attributes;
        short pair;
    } looks[STYLE_COUNT][MARKS];
    bool behind;     /* something was not drawn, because the terminal had not taken what was sent before */
    mbstate_t begun; /* a character of which not all bytes have come */
    TermEvent ahead; /* read by term_has_input() before it was asked for */
    Signals signals;
    struct termios shell_mode;
    char farewell[256]; /* what a dying program sends */
} term;

/* ---- output ---- */

/* The write() that the whole program and its libraries call: what curses writes is held back until it is complete. */
ssize_t write(int descriptor, const void *bytes, size_t length)
{
    if (term.output.holding && descriptor == STDOUT_FILENO) {
        output_add(&term.output, bytes, length);
        return (ssize_t)length;
    }
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = length};
    return writev(descriptor, &part, 1);
}

/* A sequence of ours among what curses writes. */
static void add_sequence(const char *sequence)
{
    output_add(&term.output, sequence, strlen(sequence));
}

/* ---- signals ---- */

static void on_signal(int number)
{
    signals_note(&term.signals, number);
}

static void on_fatal_signal(int number)
{
    if (!term.output.gone) {
        tcsetattr(STDIN_FILENO, TCSANOW, &term.shell_mode);
        struct iovec part = {.iov_base = term.farewell, .iov_len = strlen(term.farewell)};
        if (writev(term.output.descriptor, &part, 1) < 0) {
            /* nothing is left to be done */
        }
    }
    signals_die(&term.signals, number);
}

/* ---- keys ---- */

enum {
    CODE_MOUSE = 0x1000, /* above every code of curses */
    CODE_PASTE,
    CODE_PASTE_END,
    CODE_FOCUS,
    CODE_SEQUENCE, /* + number of the sequence */
};

static const struct {
    int code;
    Key key;
} curses_keys[] = {
    {KEY_UP, KEY_ARROW_UP},
    {KEY_DOWN, KEY_ARROW_DOWN},
    {KEY_LEFT, KEY_ARROW_LEFT},
    {KEY_RIGHT, KEY_ARROW_RIGHT},
    {KEY_HOME, KEY_FIRST},
    {KEY_END, KEY_LAST},
    {KEY_PPAGE, KEY_PAGE_UP},
    {KEY_NPAGE, KEY_PAGE_DOWN},
    {KEY_IC, KEY_INSERT_},
    {KEY_DC, KEY_DELETE_},
    {KEY_BTAB, KEY_BACKTAB},
    {KEY_BACKSPACE, KEY_ERASE},
    {KEY_ENTER, KEY_ENTER_},
    {KEY_SR, KEY_ARROW_UP | KEY_SHIFT},
    {KEY_SF, KEY_ARROW_DOWN | KEY_SHIFT},
    {KEY_SLEFT, KEY_ARROW_LEFT | KEY_SHIFT},
    {KEY_SRIGHT, KEY_ARROW_RIGHT | KEY_SHIFT},
};

static void define_keys(void)
{
    char bytes[SEQUENCE_SIZE];
    Key key;
    define_key("\033[<", CODE_MOUSE);
    define_key("\033[200~", CODE_PASTE);
    define_key("\033[201~", CODE_PASTE_END);
    define_key("\033[I", CODE_FOCUS); /* from terminals where another program left focus reports on */
    define_key("\033[O", CODE_FOCUS);
    for (int i = 0; sequence_at(i, bytes, &key); i++)
        define_key(bytes, CODE_SEQUENCE + i);
}

static Key key_of_code(int code)
{
    char bytes[SEQUENCE_SIZE];
    Key key;
    if (code >= CODE_SEQUENCE && sequence_at(code - CODE_SEQUENCE, bytes, &key))
        return key;
    for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
        if (curses_keys[i].code == code)
            return curses_keys[i].key;
    return code > KEY_F(0) && code <= KEY_F(12) ? KEY_FUNCTION + (Key)(code - KEY_F(0)) : 0;
}

/* The character that a byte ends; WEOF when it ends none yet, or is part of none in this locale. */
static wint_t add_byte(char byte)
{
    wchar_t wide;
    bool begun = !mbsinit(&term.begun);
    size_t used = mbrtowc(&wide, &byte, 1, &term.begun);
    if (used == (size_t)-2)
        return WEOF;
    if (used != (size_t)-1)
        return (wint_t)wide;
    memset(&term.begun, 0, sizeof term.begun);
    return begun ? add_byte(byte) : WEOF; /* what came before was no beginning of it */
}

/*
 * As wget_wch(), but that a character whose bytes arrive apart, as a slow line may bring them, is not lost: what has
 * come of it waits for the rest. Bytes that are no characters of the locale are passed over; in ASCII they are to be
 * known.
 */
static int next_character(wint_t *out)
{
    for (;;) {
        int code = wgetch(term.pad);
        *out = (wint_t)code;
        if (code > 0xFF)
            memset(&term.begun, 0, sizeof term.begun);
        if (code == ERR || code > 0xFF)
            return code == ERR ? ERR : KEY_CODE_YES;
        if (term.only_ascii || (*out = add_byte((char)code)) != WEOF)
            return OK;
    }
}

/* InputPiece (*next)() of the input. */
static InputPiece next_piece(int milliseconds)
{
    wint_t character;
    wtimeout(term.pad, milliseconds);
    switch (next_character(&character)) {
    case OK:
        if (term.only_ascii && character > 0x7F)
            return (InputPiece){.kind = INPUT_BYTE, .character = character};
        return (InputPiece){.kind = INPUT_CHARACTER, .character = character};
    case KEY_CODE_YES:
        break;
    default:
        return (InputPiece){.kind = INPUT_NOTHING};
    }
    if (character == CODE_MOUSE)
        return (InputPiece){.kind = INPUT_MOUSE};
    if (character == CODE_PASTE)
        return (InputPiece){.kind = INPUT_PASTE};
    if (character == CODE_PASTE_END)
        return (InputPiece){.kind = INPUT_PASTE_END};
    return (InputPiece){.kind = INPUT_KEY, .key = key_of_code((int)character)};
}

/* ---- start and stop ---- */

static bool can_place_cursor(void)
{
    char *address = tigetstr("cup");
    return address && address != (char *)-1;
}

/* Asked first, because newterm() leaks on a name that it does not know. */
static bool is_known(const char *type)
{
    int status;
    if (setupterm(type, STDOUT_FILENO, &status) != OK)
        return false;
    del_curterm(cur_term);
    return true;
}

/* Curses takes the size from the environment, else from the terminal; true when that is more than is drawn on. */
static bool limit_size(const char *variable, unsigned short of_terminal, int most)
{
    const char *given = getenv(variable);
    char *end = NULL, limit[16];
    long size = given ? strtol(given, &end, 0) : 0;
    if (size <= 0 || *end)
        size = of_terminal;
    if (size <= most)
        return false;
    snprintf(limit, sizeof limit, "%d", most);
    setenv(variable, limit, true);
    return true;
}

static void limit_window(char *notice, size_t notice_size)
{
    struct winsize size = {0};
    (void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    bool wide = limit_size("COLUMNS", size.ws_col, WIDEST), high = limit_size("LINES", size.ws_row, HIGHEST);
    if (wide || high)
        snprintf(notice, notice_size, "this window is very large: at most %d columns and %d lines of it are used",
                 WIDEST, HIGHEST);
}

/* Hosts know few terminals by name; nearly every terminal understands one of the two others. */
static bool open_screen(char *notice, size_t notice_size, Error *error)
{
    const char *wanted = getenv("TERM"), *types[] = {wanted, "xterm-256color", "vt100"};
    notice[0] = '\0';
    limit_window(notice, notice_size);
    if (!wanted || !*wanted)
        return error_set(error, "TERM is not set, so the dashboard cannot be drawn; `steerco show` prints a pane");
    for (int i = 0; i < 3 && !term.screen; i++) {
        term.screen = is_known(types[i]) ? newterm(types[i], stdout, stdin) : NULL;
        if (term.screen && i > 0)
            snprintf(notice, notice_size, "terminal '%.40s' is not known here: using %s", wanted, types[i]);
    }
    if (term.screen && can_place_cursor())
        return true;
    if (term.screen) {
        endwin();
        delscreen(term.screen);
        term.screen = NULL;
    }
    return error_set(error, "the dashboard cannot be drawn on a terminal of type '%.40s'; `steerco show` prints a pane",
                     wanted);
}

static attr_t curses_attributes(unsigned look)
{
    return (look & LOOK_BOLD ? A_BOLD : 0) | (look & LOOK_REVERSE ? A_REVERSE : 0) |
           (look & LOOK_UNDERLINE ? A_UNDERLINE : 0) | (look & LOOK_DIM ? A_DIM : 0);
}

/* Plain text has a pair too, because curses needs fewer bytes from one pair to another than from a pair to none. */
static short color_pair(const Look *look)
{
    enum { PLAIN_PAIR = 1 };
    bool plain = look->foreground < 0 && look->background < 0;
    int pair = plain ? PLAIN_PAIR : alloc_pair(look->foreground, look->background);
    if (plain)
        init_pair(PLAIN_PAIR, -1, -1);
    return (short)(pair > 0 ? pair : 0);
}

static void prepare_looks(bool monochrome)
{
    const char *no_color = getenv("NO_COLOR");
    bool colors = !monochrome && !(no_color && *no_color) && has_colors();
    if (colors) {
        start_color();
        use_default_colors();
    }
    for (int style = 0; style < STYLE_COUNT; style++)
        for (int mark = 0; mark < MARKS; mark++) {
            Look look = theme_look((Style)style, mark, colors ? COLORS : 0);
            term.looks[style][mark].attributes = curses_attributes(look.attributes);
            term.looks[style][mark].pair = colors ? color_pair(&look) : 0;
        }
    wbkgdset(stdscr, ' ' | COLOR_PAIR(term.looks[STYLE_TEXT][0].pair));
}

/* What undoes everything without curses: leave modes, show the cursor, plain colours, leave the alternate screen. */
static void prepare_farewell(void)
{
    static const char *const capabilities[] = {"cnorm", "sgr0", "rmkx", "rmcup"};
    Buffer bytes = {0};
    buffer_add(&bytes, MODES_OFF);
    for (int i = 0; i < 4; i++) {
        char *sequence = tigetstr(capabilities[i]);
        if (sequence && sequence != (char *)-1)
            buffer_add(&bytes, sequence);
    }
    snprintf(term.farewell, sizeof term.farewell, "%s", buffer_text(&bytes));
    buffer_release(&bytes);
}

/* Keys one by one, as they come, and screens as a whole. */
static void prepare_curses(void)
{
    raw();
    noecho();
    nonl();
    set_escdelay(ESCAPE_MS);
    term.pad = newpad(1, 1);
    keypad(term.pad, TRUE);
    term.input = (Input){.next = next_piece};
    idlok(stdscr, TRUE);
    typeahead(-1); /* whoever draws has looked for input before */
    define_keys();
}

bool term_start(const TermOptions *options, char *notice, size_t notice_size, Error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, "the dashboard needs a terminal; `steerco show` prints a pane, `steerco list` records");
    tcgetattr(STDIN_FILENO, &term.shell_mode);
    output_open(&term.output);
    bool utf8 = charset_choose();
    term.ascii = options->ascii || !utf8;
    term.restricted = options->restricted;
    term.only_ascii = charset_is_ascii();
    output_hold(&term.output);
    bool open = open_screen(notice, notice_size, error);
    if (!open)
        output_forget(&term.output);
    output_let_go(&term.output);
    if (!open || !signals_catch(&term.signals, on_signal, on_fatal_signal, error))
        return false;
    output_hold(&term.output);
    prepare_curses();
    prepare_looks(options->monochrome);
    prepare_farewell();
    term.started = term.repaint = true;
    atexit(term_stop);
    add_sequence(MODES_ON);
    output_let_go(&term.output);
    return true;
}

void term_stop(void)
{
    if (!term.started)
        return;
    term.started = false;
    if (!term.output.gone) {
        output_hold(&term.output);
        add_sequence(MODES_OFF);
        endwin();
        output_let_go(&term.output);
        output_finish(&term.output);
        tcsetattr(STDIN_FILENO, TCSANOW, &term.shell_mode);
    }
    signals_release(&term.signals);
    output_release(&term.output);
    canvas_release(&term.shown);
    input_release(&term.input);
}

static void take_size(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        output_hold(&term.output);
        resize_term(number_limit(size.ws_row, 1, HIGHEST), number_limit(size.ws_col, 1, WIDEST));
        output_let_go(&term.output);
    }
    term.repaint = true;
}

/* The terminal is somebody else's for a while. */
static void lend(void)
{
    output_hold(&term.output);
    add_sequence(MODES_OFF);
    endwin();
    output_let_go(&term.output);
    output_finish(&term.output);
}

static void take_back(void)
{
    output_hold(&term.output);
    add_sequence(MODES_ON);
    reset_prog_mode();
    output_let_go(&term.output);
    take_size(); /* the window may have another one by now */
}

bool term_suspend(void)
{
    if (!term.started || term.output.gone || term.restricted)
        return false;
    lend();
    signals_stop();
    take_back();
    return true;
}

bool term_edit(const char *path, Error *error)
{
    const char *editor = getenv("VISUAL");
    int status = -1;
    editor = editor && *editor ? editor : getenv("EDITOR");
    if (!editor || !*editor)
        return error_set(error, "Neither VISUAL nor EDITOR names an editor");
    if (!term.started || term.output.gone || term.restricted)
        return error_set(error, "There is no terminal for an editor here");
    lend();
    pid_t child = fork();
    if (child == 0) { /* as a shell would; "vi -e" may have arguments */
        execl("/bin/sh", "sh", "-c", "eval \"$0 \\\"\\$1\\\"\"", editor, path, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    take_back();
    return (child > 0 && status == 0) || error_set(error, "%s did not end well; the text is as it was", editor);
}

/* ---- drawing ---- */

void term_size(int *width, int *height)
{
    getmaxyx(stdscr, *height, *width);
}

bool term_is_ascii(void)
{
    return term.ascii;
}

/* The code points of a cell; a mark of interrogation where curses would count other columns than the canvas. */
static void cell_characters(const Cell *cell, int columns, wchar_t out[CODEPOINTS])
{
    mbstate_t state = {0};
    const char *text = cell->text;
    size_t count = mbsrtowcs(out, &text, CODEPOINTS - 1, &state);
    if (count == 0 || count == (size_t)-1 || wcwidth(out[0]) != columns)
        count = 1, out[0] = columns == 1 ? L'?' : 0xFF1F;
    out[count < CODEPOINTS ? count : CODEPOINTS - 1] = L'\0';
}

static void put_cell(int x, int y, const Cell *cell, int columns)
{
    wchar_t characters[CODEPOINTS];
    cchar_t glyph;
    cell_characters(cell, columns, characters);
    attr_t attributes = term.looks[cell->style][cell->marked].attributes;
    if (cell->marked == 0 && cell->text[0] == ' ' && cell->style != STYLE_HEADER && cell->style != STYLE_INPUT)
        attributes &= ~A_UNDERLINE; /* underlines mark words, and a line of them under blanks looks like a rule */
    if (setcchar(&glyph, characters, attributes, term.looks[cell->style][cell->marked].pair, NULL) == OK)
        mvwadd_wch(stdscr, y, x, &glyph);
}

/* Remember what is shown; after a change of size nothing is known. */
static void fit_shown(int width, int height)
{
    if (term.shown.width == width && term.shown.height == height && !term.repaint)
        return;
    canvas_release(&term.shown);
    canvas_init(&term.shown, width, height, term.ascii);
    werase(stdscr);
    clearok(curscr, TRUE);
    term.repaint = false;
}

static void place_cursor(const Canvas *canvas, int width, int height)
{
    bool placed = canvas->cursor->x >= 0 && canvas->cursor->x < width && canvas->cursor->y < height;
    wmove(stdscr, placed ? canvas->cursor->y : height - 1, placed ? canvas->cursor->x : width - 1);
    if (canvas->cursor->typing != term.typing)
        curs_set(canvas->cursor->typing ? 2 : 1);
    term.typing = canvas->cursor->typing;
}

void term_show(const Canvas *canvas)
{
    output_flush(&term.output);
    term.behind = output_is_pending(&term.output);
    if (term.output.gone || term.behind)
        return;
    int width, height;
    term_size(&width, &height);
    width = canvas->width < width ? canvas->width : width;
    height = canvas->height < height ? canvas->height : height;
    output_hold(&term.output);
    fit_shown(width, height);
    canvas_update(&term.shown, canvas, put_cell);
    place_cursor(canvas, width, height);
    wnoutrefresh(stdscr);
    doupdate();
    output_let_go(&term.output);
}

void term_repaint(void)
{
    term.repaint = true;
}

/* ---- events ---- */

static TermEvent signal_event(void)
{
    switch (signals_next(&term.signals)) {
    case 0:
        return (TermEvent){0};
    case SIGHUP:
        term.output.gone = true;
        return (TermEvent){.kind = TERM_GONE};
    case SIGTERM:
        return (TermEvent){.kind = TERM_GONE};
    case SIGINT:
        return (TermEvent){.kind = TERM_KEY, .key = KEY_CONTROL | 'c'};
    case SIGTSTP:
        term_suspend();
        return (TermEvent){.kind = TERM_RESUMED};
    default:
        take_size();
        return (TermEvent){.kind = TERM_RESIZE};
    }
}

/* A terminal that is ready to read but has nothing to read has been closed. */
static bool input_ended(const struct pollfd *input)
{
    int waiting = 0;
    if (input->revents & (POLLERR | POLLHUP | POLLNVAL))
        return true;
    return (input->revents & POLLIN) && (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0);
}

/* The terminal reads again: true when it has all, and something waits to be drawn. */
static bool catches_up(void)
{
    output_flush(&term.output);
    return term.behind && !output_is_pending(&term.output);
}

static TermEvent next_event(int milliseconds, int descriptor)
{
    struct pollfd polled[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = term.signals.pipe[0], .events = POLLIN},
        {.fd = descriptor, .events = POLLIN}, /* a negative one is ignored */
        {.fd = -1, .events = POLLOUT},
    };
    for (;;) {
        polled[3].fd = output_is_pending(&term.output) ? term.output.descriptor : -1;
        TermEvent event = signal_event();
        if (event.kind == TERM_NOTHING && !term.output.gone)
            event = input_event(&term.input);
        if (event.kind != TERM_NOTHING)
            return event;
        if (term.output.gone)
            return (TermEvent){.kind = TERM_GONE};
        int ready = poll(polled, 4, milliseconds);
        if (ready == 0)
            return (TermEvent){0};
        if (ready > 0 && input_ended(&polled[0]))
            term.output.gone = true;
        else if (ready > 0 && polled[2].revents)
            return (TermEvent){.kind = TERM_READY};
        else if (ready > 0 && polled[3].revents && catches_up())
            return (TermEvent){.kind = TERM_RESUMED};
    }
}

TermEvent term_wait(int milliseconds, int descriptor)
{
    TermEvent event = term.ahead.kind != TERM_NOTHING ? signal_event() : (TermEvent){0};
    if (event.kind != TERM_NOTHING) /* a signal does not wait for what was typed before it */
        return event;
    event = term.ahead;
    term.ahead = (TermEvent){0};
    return event.kind != TERM_NOTHING ? event : next_event(milliseconds, descriptor);
}

bool term_has_input(void)
{
    if (term.ahead.kind == TERM_NOTHING && !term.output.gone)
        term.ahead = input_event(&term.input);
    return term.ahead.kind != TERM_NOTHING;
}

/* ---- clipboard ---- */

void term_copy(const char *text)
{
    Buffer bytes = {0};
    if (!term.started || term.output.gone || (!term.restricted && clipboard_to_tmux(text)))
        return;
    clipboard_sequence(text, &bytes);
    output_send(&term.output, buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
}

void term_word_library(Buffer *out)
{
    buffer_add(out, curses_version());
}
