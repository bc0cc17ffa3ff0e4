/*
 * What is sent to the terminal, and when.
 *
 * Curses writes a screen in dozens of pieces; held back until the screen is complete they leave in one, which over ssh
 * is one packet. And a terminal may stop reading: a frozen ssh client, Ctrl-S. So bytes are sent without waiting,
 * through a descriptor of our own (the mode of the shell's would be the shell's too); what the terminal does not take
 * is kept until it can be sent.
 *
 * Bytes leave by writev(), because write() is what term.c holds back.
 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FAREWELL_MS = 1000 };

void output_open(Output *output)
{
    char name[64];
    output->descriptor = STDOUT_FILENO;
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) != 0)
        return;
    int descriptor = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor >= 0)
        output->descriptor = descriptor;
}

void output_release(Output *output)
{
    if (output->descriptor != STDOUT_FILENO)
        close(output->descriptor);
    buffer_release(&output->held);
    buffer_release(&output->unsent);
}

void output_flush(Output *output)
{
    while (output_is_pending(output) && !output->gone) {
        struct iovec part = {.iov_base = output->unsent.bytes, .iov_len = output->unsent.length};
        ssize_t sent = writev(output->descriptor, &part, 1);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent < 0 && errno != EINTR)
            output->gone = true;
        if (sent > 0)
            buffer_drop(&output->unsent, (size_t)sent);
    }
}

bool output_is_pending(const Output *output)
{
    return output->unsent.length > 0;
}

void output_send(Output *output, const char *bytes, size_t length)
{
    buffer_add_bytes(&output->unsent, bytes, length);
    output_flush(output);
}

void output_finish(Output *output)
{
    struct pollfd polled = {.fd = output->descriptor, .events = POLLOUT};
    while (output_is_pending(output) && !output->gone && poll(&polled, 1, FAREWELL_MS) > 0)
        output_flush(output);
}

void output_hold(Output *output)
{
    buffer_clear(&output->held);
    output->holding = true;
}

void output_add(Output *output, const void *bytes, size_t length)
{
    buffer_add_bytes(&output->held, bytes, length);
}

void output_forget(Output *output)
{
    buffer_clear(&output->held);
}

void output_let_go(Output *output)
{
    output->holding = false;
    if (!output->gone)
        output_send(output, buffer_text(&output->held), output->held.length);
}
