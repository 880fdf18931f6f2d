// Lets the package see jansson.h of the system.
#pragma once
#include <jansson.h>
