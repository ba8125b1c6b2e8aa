#pragma once
#include "elementary_scalar.h"
int ck_version(void);
