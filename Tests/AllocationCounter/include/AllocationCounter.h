#pragma once
// Counts what a thread allocates, for tests that demand no allocation.

/// The allocations that the calling thread has made since it started, or −1 where they cannot be
/// counted (only glibc lets a program stand in front of its malloc).
long allocations_of_this_thread(void);
