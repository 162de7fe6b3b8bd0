#define _GNU_SOURCE
#include "CThreads.h"

#include <errno.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

// Of swift/Runtime/Concurrency.h: exported by the runtime, and not declared for Swift.
#define SWIFT_CC __attribute__((swiftcall))

extern SWIFT_CC void (*swift_task_enqueueGlobal_hook)(ct_job *job, void *original);
// An executor is two words; the one of nobody is zero.
extern SWIFT_CC void swift_job_run(ct_job *job, void *executor, uintptr_t witness);

static void (*run_now)(ct_job *job);

static SWIFT_CC void enqueue(ct_job *job, void *original) { run_now(job); }

void ct_take_over(void (*now)(ct_job *job)) {
  run_now = now;
  swift_task_enqueueGlobal_hook = enqueue;
}

void ct_run(ct_job *job) { swift_job_run(job, NULL, 0); }

int ct_timer(void) { return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC); }

void ct_timer_set(int timer, uint64_t instant) {
  // Zero would take the time away.
  if (instant == 0) instant = 1;
  struct itimerspec time = {
    .it_value = {.tv_sec = instant / 1000000000, .tv_nsec = instant % 1000000000}};
  timerfd_settime(timer, TFD_TIMER_ABSTIME, &time, NULL);
}

void ct_timer_wait(int timer) {
  uint64_t count;
  while (read(timer, &count, sizeof count) < 0 && errno == EINTR) {}
}

uint64_t ct_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_BOOTTIME, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

void ct_trim_heap(void) { malloc_trim(0); }

void ct_give_way(void) { setpriority(PRIO_PROCESS, (id_t)gettid(), 10); }
