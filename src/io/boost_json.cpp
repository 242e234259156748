// Boost.JSON compiled once, into areena itself: the library then needs no installed Boost, and an
// extension module can hold it. Left out of the build with AREENA_BOOST_JSON=system.
#include <boost/json/src.hpp>
