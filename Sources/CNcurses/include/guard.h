#ifndef WITBENCH_GUARD_H
#define WITBENCH_GUARD_H

// Signals around the screen. The state and the handlers are here because only C can promise that a
// handler calls nothing but async-signal-safe functions.

/// Keeps what a crash must do: give `terminal` its present modes and write `restore` to it. From now
/// on fatal signals do that first, then go where they went before: Swift's backtrace, the core file.
///
/// To be called once, before any library installs handlers of its own: an engine that catches
/// SIGSEGV of its guests has to come first. 0, or -1 where `terminal` is none.
int cn_guard_arm(int terminal, const char *restore);

/// From now on what is written to stderr is kept in `keep` until the terminal is given back, when it
/// is written to `original`: a crash's message would be lost with the alternate screen.
void cn_guard_keep_stderr(int original, int keep);

/// Whether the terminal is ours and has to be given back.
void cn_guard_set_active(int active);

/// Gives the terminal back, now, and writes out what stderr got meanwhile.
void cn_guard_restore(void);

/// SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT and SIGCHLD write their number as a byte to
/// `pipe`; SIGPIPE is ignored.
void cn_guard_report_signals(int pipe);

/// Gives a signal its default action, or its byte back.
void cn_guard_default(int signal);
void cn_guard_report(int signal);

#endif
