#include "team.h"

typedef struct ck_member_call {
  void (*work)(void *, int64_t);
  void *context;
  int64_t member;
  // 0 while threads are being made, 1 to work, −1 to leave.
  _Atomic int *start;
} ck_member_call;

static void *ck_member_main(void *argument) {
  const ck_member_call *call = argument;
  int start;
  while (!(start = atomic_load_explicit(call->start, memory_order_acquire))) sched_yield();
  if (start > 0) call->work(call->context, call->member);
  return 0;
}

int ck_team_run(int64_t members, void (*work)(void *context, int64_t member), void *context) {
  if (members < 1 || members > CK_MOST_MEMBERS) return 0;
  pthread_t threads[CK_MOST_MEMBERS];
  ck_member_call calls[CK_MOST_MEMBERS];
  _Atomic int start = 0;
  int64_t made = 1;
  for (; made < members; made++) {
    calls[made] = (ck_member_call){work, context, made, &start};
    if (pthread_create(&threads[made], 0, ck_member_main, &calls[made])) break;
  }
  const int complete = made == members;
  atomic_store_explicit(&start, complete ? 1 : -1, memory_order_release);
  if (complete) work(context, 0);
  for (int64_t m = 1; m < made; m++) pthread_join(threads[m], 0);
  return complete;
}
