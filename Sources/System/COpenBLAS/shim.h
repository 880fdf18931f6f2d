// Lets the package see cblas.h of the system.
#pragma once
#include <cblas.h>
