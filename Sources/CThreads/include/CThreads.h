// What the system and Swift's runtime have and Swift does not see: the place at which a program runs
// its tasks itself, a timer, the heap's spare pages.
#pragma once

#include <stdint.h>

#pragma clang assume_nonnull begin

/// A piece of a task that is ready to run; the runtime's own.
typedef struct ct_job ct_job;

/// From now on hands every job that is bound to no executor to `now`. To be called before the first
/// task is made.
void ct_take_over(void (*now)(ct_job *job));

/// Runs a job to its end on the calling thread, as one of the global pool.
void ct_run(ct_job *job);

/// A descriptor that becomes readable when its time has come; -1 where there is none to have.
int ct_timer(void);

/// Sets the time, in nanoseconds of `ct_now`; it has come at once where it is over.
void ct_timer_set(int timer, uint64_t instant);

/// Sleeps until the time has come that is set by then.
void ct_timer_wait(int timer);

/// Nanoseconds since the machine was started, those in which it slept included.
uint64_t ct_now(void);

/// Gives back what the heap keeps for later and nobody uses.
void ct_trim_heap(void);

/// Lets all other threads go before the calling one.
void ct_give_way(void);

#pragma clang assume_nonnull end
