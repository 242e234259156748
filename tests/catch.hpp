#pragma once

/// \file
/// Catch2 for the tests, whichever of 2.13 and 3 is installed. Include this and not Catch2 itself.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
/// Ends the test case as skipped, with the reason.
#define AREENA_SKIP(reason) SKIP("areena-skip: " << reason)
#else
#include <catch2/catch.hpp>
/// Ends the test case as skipped, with the reason. To be used in a function that returns nothing.
#define AREENA_SKIP(reason)             \
    do {                                \
        WARN("areena-skip: " << reason); \
        return;                         \
    } while (false)
#endif
