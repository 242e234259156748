// The fuzz target as a part of the tests, so that reference data can be run through it.
#include "../../fuzz/read_json.cpp"
