// Lets the package see hunspell.h of the system.
#pragma once
#include <hunspell.h>
