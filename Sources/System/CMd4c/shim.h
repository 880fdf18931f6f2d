// Lets the package see md4c.h of the system.
#pragma once
#include <md4c.h>
