#pragma once
// Threads that make the steps of one training together.
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "include/CKernels.h"

#define CK_MOST_MEMBERS 16

/// Where the members of a team wait for each other. Between two waits lie microseconds, so they look
/// again and again rather than sleep; only where a member stays away for long, as when its core is
/// taken, do the others give theirs up.
typedef struct ck_barrier {
  _Alignas(64) _Atomic int64_t arrived;
  _Alignas(64) int64_t members;
} ck_barrier;

static inline void ck_wait(ck_barrier *barrier) {
  const int64_t ticket = atomic_fetch_add_explicit(&barrier->arrived, 1, memory_order_acq_rel);
  const int64_t last = (ticket / barrier->members + 1) * barrier->members;
  for (int64_t looks = 0;
       atomic_load_explicit(&barrier->arrived, memory_order_acquire) < last; looks++) {
    if (looks < 500) {
#if defined(__x86_64__)
      __builtin_ia32_pause();
#elif defined(__aarch64__)
      __asm__ volatile("yield");
#endif
    } else {
      sched_yield();
    }
  }
}

/// Calls `work` for each member, on a thread of its own for all but the first; 0 where the threads
/// cannot be had, and then nothing was called.
int ck_team_run(int64_t members, void (*work)(void *context, int64_t member), void *context);
