// The place at which Swift's concurrency runtime lets a program run its tasks itself, and a timer.
#pragma once

#include <stdint.h>

#pragma clang assume_nonnull begin

/// A piece of a task that is ready to run; the runtime's own.
typedef struct cc_job cc_job;

/// From now on hands every job that is bound to no executor to `now`. To be called before the first
/// task is made.
void cc_take_over(void (*now)(cc_job *job));

/// Runs a job to its end on the calling thread, as one of the global pool.
void cc_run(cc_job *job);

/// A descriptor that becomes readable when its time has come; -1 where there is none to have.
int cc_timer(void);

/// Sets the time, in nanoseconds of `cc_now`; it has come at once where it is over.
void cc_timer_set(int timer, uint64_t instant);

/// Sleeps until the time has come that is set by then.
void cc_timer_wait(int timer);

/// Nanoseconds since the machine was started, those in which it slept included.
uint64_t cc_now(void);

#pragma clang assume_nonnull end
