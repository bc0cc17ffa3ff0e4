/*
 * The terminal, and all of curses that this program needs.
 *
 * Three things are done differently from most curses programs. Modern keys (mouse, paste, ctrl-arrows) are registered
 * by their sequences, because terminal descriptions lag behind terminals. Input is read from a pad, because reading
 * from a window would draw it. And curses calls write() many times per screen, so the write() it calls is the one in
 * this file, which holds the bytes back until the screen is complete and sends them in one piece: over ssh that is one
 * packet instead of dozens.
 *
 * A terminal may stop reading: a frozen ssh client, Ctrl-S. So bytes are sent without waiting, through a descriptor of
 * our own (the mode of the shell's would be the shell's too); what the terminal does not take is sent when it can, and
 * until then nothing new is drawn. The program meanwhile goes on: it keeps drafts, and it can be ended.
 *
 * The static variables are the terminal to give back, on whatever way the program ends.
 */
#include "steerco/tui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include <utf8proc.h>

#include "clipboard.h"
#include "sequences.h"
#include "theme.h"

#undef columns /* term.h makes a macro of it */

enum {
    ESCAPE_MS = 25,        /* a lone Esc is one when nothing follows for so long */
    SEQUENCE_MS = 50,      /* between the parts of a mouse report */
    PASTE_MS = 1000,       /* between the parts of a pasted text */
    DOUBLE_CLICK_MS = 400, /* between two presses at one place */
    LONGEST_PASTE = 1 << 20,
    MARKS = 3,
    CODEPOINTS = CCHARW_MAX + 1,
};

/* Mouse presses as SGR reports, bracketed paste. Terminals ignore what they do not know. */
#define MODES_ON  "\033[?1000h\033[?1006h\033[?2004h"
#define MODES_OFF "\033[?2004l\033[?1006l\033[?1000l"

static const int caught_signals[] = {SIGWINCH, SIGHUP, SIGTERM, SIGINT, SIGTSTP};
static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { CAUGHT = sizeof caught_signals / sizeof(int), FATAL = sizeof fatal_signals / sizeof(int) };

static struct {
    bool started;
    bool gone; /* hung up: neither the terminal nor curses is touched again */
    bool ascii, typing, restricted;
    SCREEN *screen;
    WINDOW *input;
    Canvas shown; /* what curses knows of already */
    bool repaint;
    struct {
        attr_t attributes;
        short pair;
    } looks[STYLE_COUNT][MARKS];
    bool holding; /* write() to the terminal is collected in `held` */
    Buffer held, paste;
    int output;      /* the terminal, opened once more for writing without waiting; else standard output */
    Buffer unsent;   /* what it has not taken yet */
    bool behind;     /* something was not drawn for that */
    TermEvent ahead; /* read by term_has_input() before it was asked for */
    int signal_pipe[2];
    int press_x, press_y;
    int64_t pressed_at;
    struct termios shell_mode;
    struct sigaction fatal_before[FATAL];
    char farewell[256]; /* what a dying program sends */
} term;

/* ---- output ---- */

enum { FAREWELL_MS = 1000 }; /* as long a terminal that does not read is waited for at the end */

/* What the terminal takes now; the rest stays in `unsent`. */
static void send_more(void)
{
    while (term.unsent.length > 0 && !term.gone) {
        struct iovec part = {.iov_base = term.unsent.bytes, .iov_len = term.unsent.length};
        ssize_t sent = writev(term.output, &part, 1);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent < 0 && errno != EINTR)
            term.gone = true;
        if (sent > 0)
            buffer_drop(&term.unsent, (size_t)sent);
    }
}

static void send_out(const char *bytes, size_t length)
{
    buffer_add_bytes(&term.unsent, bytes, length);
    send_more();
}

/* Before the terminal is given back. */
static void send_rest(void)
{
    struct pollfd polled = {.fd = term.output, .events = POLLOUT};
    while (term.unsent.length > 0 && !term.gone && poll(&polled, 1, FAREWELL_MS) > 0)
        send_more();
}

static void open_output(void)
{
    char name[64];
    term.output = STDOUT_FILENO;
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) != 0)
        return;
    int descriptor = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor >= 0)
        term.output = descriptor;
}

/* The write() that the whole program and its libraries call: see the top of the file. */
ssize_t write(int descriptor, const void *bytes, size_t length)
{
    if (term.holding && descriptor == STDOUT_FILENO) {
        buffer_add_bytes(&term.held, bytes, length);
        return (ssize_t)length;
    }
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = length};
    return writev(descriptor, &part, 1);
}

static void hold(void)
{
    buffer_clear(&term.held);
    term.holding = true;
}

static void let_go(void)
{
    term.holding = false;
    if (!term.gone)
        send_out(buffer_text(&term.held), term.held.length);
}

/* ---- signals ---- */

static void on_signal(int number)
{
    int before = errno;
    char byte = (char)number;
    if (write(term.signal_pipe[1], &byte, 1) < 0) {
        /* the pipe is full of signals that nobody has looked at yet; one more says nothing new */
    }
    errno = before;
}

static void on_fatal_signal(int number)
{
    if (!term.gone) {
        tcsetattr(STDIN_FILENO, TCSANOW, &term.shell_mode);
        struct iovec part = {.iov_base = term.farewell, .iov_len = strlen(term.farewell)};
        if (writev(term.output, &part, 1) < 0) {
            /* nothing is left to be done */
        }
    }
    for (int i = 0; i < FATAL; i++)
        sigaction(fatal_signals[i], &term.fatal_before[i], NULL);
    raise(number);
}

static bool catch_signals(Error *error)
{
    if (pipe(term.signal_pipe) != 0)
        return error_set(error, "no pipe for signals: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(term.signal_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(term.signal_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    for (int i = 0; i < CAUGHT; i++)
        sigaction(caught_signals[i], &action, NULL);
    action = (struct sigaction){.sa_handler = on_fatal_signal};
    for (int i = 0; i < FATAL; i++)
        sigaction(fatal_signals[i], &action, &term.fatal_before[i]);
    signal(SIGPIPE, SIG_IGN);
    return true;
}

static void release_signals(void)
{
    for (int i = 0; i < CAUGHT; i++)
        signal(caught_signals[i], SIG_DFL);
    for (int i = 0; i < FATAL; i++)
        sigaction(fatal_signals[i], &term.fatal_before[i], NULL);
    close(term.signal_pipe[0]);
    close(term.signal_pipe[1]);
}

/* ---- start and stop ---- */

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

/* Hosts often lack the locale that ssh brings along, or have none set; both mean UTF-8. Only an explicit other one does
 * not. */
static bool choose_locale(void)
{
    const char *wanted = environment_locale();
    if (!wanted || (!setlocale(LC_CTYPE, "") && names_utf8(wanted)))
        setlocale(LC_CTYPE, "C.UTF-8");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

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

/* Hosts know few terminals by name; nearly every terminal understands one of the two others. */
static bool open_screen(char *notice, size_t notice_size, Error *error)
{
    const char *wanted = getenv("TERM"), *types[] = {wanted, "xterm-256color", "vt100"};
    notice[0] = '\0';
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

static void define_keys(void);

bool term_start(const TermOptions *options, char *notice, size_t notice_size, Error *error)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(error, "the dashboard needs a terminal; `steerco show` prints a pane, `steerco list` records");
    tcgetattr(STDIN_FILENO, &term.shell_mode);
    open_output();
    bool utf8 = choose_locale();
    term.ascii = options->ascii || !utf8;
    hold();
    bool open = open_screen(notice, notice_size, error);
    if (!open)
        buffer_clear(&term.held);
    let_go();
    if (!open || !catch_signals(error))
        return false;
    raw();
    noecho();
    nonl();
    set_escdelay(ESCAPE_MS);
    hold();
    term.input = newpad(1, 1);
    keypad(term.input, TRUE);
    nodelay(term.input, TRUE);
    idlok(stdscr, TRUE);
    typeahead(-1); /* a screen is sent whole: whoever draws has looked for input before */
    define_keys();
    term.restricted = options->restricted;
    prepare_looks(options->monochrome);
    prepare_farewell();
    term.started = term.repaint = true;
    atexit(term_stop);
    buffer_add(&term.held, MODES_ON);
    let_go();
    return true;
}

void term_stop(void)
{
    if (!term.started)
        return;
    term.started = false;
    if (!term.gone) {
        hold();
        buffer_add(&term.held, MODES_OFF);
        endwin();
        let_go();
        send_rest();
        tcsetattr(STDIN_FILENO, TCSANOW, &term.shell_mode);
    }
    release_signals();
    if (term.output != STDOUT_FILENO)
        close(term.output);
    canvas_release(&term.shown);
    buffer_release(&term.held);
    buffer_release(&term.unsent);
    buffer_release(&term.paste);
}

static void take_size(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        hold();
        resize_term(size.ws_row, size.ws_col);
        let_go();
    }
    term.repaint = true;
}

bool term_suspend(void)
{
    if (!term.started || term.gone || term.restricted)
        return false;
    hold();
    buffer_add(&term.held, MODES_OFF);
    endwin();
    let_go();
    send_rest();
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &(struct sigaction){.sa_handler = on_signal, .sa_flags = SA_RESTART}, NULL);
    hold();
    buffer_add(&term.held, MODES_ON);
    reset_prog_mode();
    let_go();
    take_size(); /* the window may have another one by now */
    return true;
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

static void put_line(const Canvas *canvas, int y, int width)
{
    const Cell *cells = canvas->cells + (size_t)y * (size_t)canvas->stride;
    const Cell *known = term.shown.cells + (size_t)y * (size_t)term.shown.stride;
    if (memcmp(cells, known, (size_t)width * sizeof *cells) == 0)
        return;
    for (int x = 0; x < width; x++) {
        int columns = x + 1 < width && cells[x + 1].text[0] == '\0' ? 2 : 1;
        if (cells[x].text[0] && memcmp(&cells[x], &known[x], sizeof *cells * (size_t)columns) != 0)
            put_cell(x, y, &cells[x], columns);
    }
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
    send_more();
    term.behind = term.unsent.length > 0;
    if (term.gone || term.behind)
        return;
    int width, height;
    term_size(&width, &height);
    width = canvas->width < width ? canvas->width : width;
    height = canvas->height < height ? canvas->height : height;
    hold();
    fit_shown(width, height);
    for (int y = 0; y < height; y++) {
        put_line(canvas, y, width);
        memcpy(term.shown.cells + (size_t)y * (size_t)width, canvas->cells + (size_t)y * (size_t)canvas->stride,
               (size_t)width * sizeof *canvas->cells);
    }
    place_cursor(canvas, width, height);
    wnoutrefresh(stdscr);
    doupdate();
    let_go();
}

void term_repaint(void)
{
    term.repaint = true;
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

/* ---- events ---- */

static int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Three numbers and a final letter after ESC [ <. */
static bool read_mouse(int numbers[3], wint_t *final)
{
    int count = 0;
    numbers[0] = numbers[1] = numbers[2] = 0;
    wtimeout(term.input, SEQUENCE_MS);
    while (wget_wch(term.input, final) == OK && (*final == ';' || (*final >= '0' && *final <= '9'))) {
        if (*final == ';')
            count++;
        else if (count < 3 && numbers[count] < 10000)
            numbers[count] = numbers[count] * 10 + (int)(*final - '0');
    }
    wtimeout(term.input, 0);
    return count == 2 && (*final == 'M' || *final == 'm');
}

static TermEvent mouse_event(void)
{
    enum { RELEASED = 'm', MOTION = 32, WHEEL = 64 };
    TermEvent event = {.kind = TERM_MOUSE};
    int numbers[3];
    wint_t final = 0;
    if (!read_mouse(numbers, &final) || final == RELEASED || numbers[0] & MOTION)
        return (TermEvent){0};
    event.x = numbers[1] - 1;
    event.y = numbers[2] - 1;
    if (numbers[0] & WHEEL) {
        event.mouse = numbers[0] & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
        return event;
    }
    int64_t now = milliseconds_now();
    bool again = now - term.pressed_at < DOUBLE_CLICK_MS && term.press_x == event.x && term.press_y == event.y;
    event.mouse = again ? MOUSE_DOUBLE : MOUSE_PRESS;
    term.pressed_at = again ? 0 : now;
    term.press_x = event.x;
    term.press_y = event.y;
    return event;
}

/* Keys inside a pasted text are no keys, so a hostile text can press none. */
static TermEvent paste_event(void)
{
    wint_t character;
    int kind;
    buffer_clear(&term.paste);
    wtimeout(term.input, PASTE_MS);
    while ((kind = wget_wch(term.input, &character)) != ERR) {
        if (kind == KEY_CODE_YES && character == CODE_PASTE_END)
            break;
        if (kind == KEY_CODE_YES || term.paste.length >= LONGEST_PASTE)
            continue;
        utf8proc_uint8_t bytes[4];
        utf8proc_int32_t kept = character == '\r' ? '\n' : (utf8proc_int32_t)character;
        buffer_add_bytes(&term.paste, bytes, (size_t)utf8proc_encode_char(kept, bytes));
    }
    wtimeout(term.input, 0);
    return (TermEvent){.kind = TERM_TEXT, .text = buffer_text(&term.paste)};
}

static TermEvent event_of(int kind, wint_t character)
{
    if (kind == OK)
        return (TermEvent){.kind = TERM_KEY, .key = sequence_character(character)};
    if (character == CODE_MOUSE)
        return mouse_event();
    if (character == CODE_PASTE)
        return paste_event();
    return (TermEvent){.kind = TERM_KEY, .key = key_of_code((int)character)};
}

/* The next event of the input that is there already; input that means nothing is passed over. */
static TermEvent input_event(void)
{
    wint_t character;
    for (int kind; (kind = wget_wch(term.input, &character)) != ERR;) {
        TermEvent event = event_of(kind, character);
        if (event.kind != TERM_NOTHING && (event.kind != TERM_KEY || event.key))
            return event;
    }
    return (TermEvent){0};
}

static TermEvent signal_event(void)
{
    char number;
    while (read(term.signal_pipe[0], &number, 1) == 1)
        switch (number) {
        case SIGHUP:
            term.gone = true;
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
    return (TermEvent){0};
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
    send_more();
    return term.behind && term.unsent.length == 0;
}

static TermEvent next_event(int milliseconds, int descriptor)
{
    struct pollfd polled[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = term.signal_pipe[0], .events = POLLIN},
        {.fd = descriptor, .events = POLLIN}, /* a negative one is ignored */
        {.fd = -1, .events = POLLOUT},
    };
    for (;;) {
        polled[3].fd = term.unsent.length > 0 ? term.output : -1;
        TermEvent event = signal_event();
        if (event.kind == TERM_NOTHING && !term.gone)
            event = input_event();
        if (event.kind != TERM_NOTHING)
            return event;
        if (term.gone)
            return (TermEvent){.kind = TERM_GONE};
        int ready = poll(polled, 4, milliseconds);
        if (ready == 0)
            return (TermEvent){0};
        if (ready > 0 && input_ended(&polled[0]))
            term.gone = true;
        else if (ready > 0 && polled[2].revents)
            return (TermEvent){.kind = TERM_READY};
        else if (ready > 0 && polled[3].revents && catches_up())
            return (TermEvent){.kind = TERM_RESUMED};
    }
}

TermEvent term_wait(int milliseconds, int descriptor)
{
    TermEvent event = term.ahead;
    term.ahead = (TermEvent){0};
    return event.kind != TERM_NOTHING ? event : next_event(milliseconds, descriptor);
}

bool term_has_input(void)
{
    if (term.ahead.kind == TERM_NOTHING && !term.gone)
        term.ahead = input_event();
    return term.ahead.kind != TERM_NOTHING;
}

/* ---- clipboard ---- */

void term_copy(const char *text)
{
    Buffer bytes = {0};
    if (!term.started || term.gone || (!term.restricted && clipboard_to_tmux(text)))
        return;
    clipboard_sequence(text, &bytes);
    send_out(buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
}
