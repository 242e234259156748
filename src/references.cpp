#include "references.hpp"

namespace areena {

namespace {
void follow(const Field& field, const Type& type, void* value, std::string& path,
            const std::function<void(const Reference&)>& visit) {
    switch (type.kind) {
        case Kind::token:
            visit({field, type, value, path});
            break;
        case Kind::optional:
            if (type.size(value) != 0)
                follow(field, type.element(), const_cast<void*>(type.item(value, 0)), path, visit);
            break;
        case Kind::list: {
            const std::size_t length = path.size();
            for (std::size_t i = 0, n = type.size(value); i < n; ++i) {
                path += '/';
                path += std::to_string(i);
                follow(field, type.element(), const_cast<void*>(type.item(value, i)), path, visit);
                path.resize(length);
            }
            break;
        }
        default:
            break;
    }
}
}  // namespace

void for_each_reference(const Type& type, void* object, std::string& path,
                        const std::function<void(const Reference&)>& visit) {
    const std::size_t length = path.size();
    if (type.kind == Kind::record) {
        for (const Field& field : type.fields) {
            const Type& member = field.type();
            path += '/';
            path += field.name;
            if (field.refers_to.empty())
                for_each_reference(member, field.at(object), path, visit);
            else
                follow(field, member, field.at(object), path, visit);
            path.resize(length);
        }
    } else if (type.kind == Kind::optional || type.kind == Kind::list) {
        const Type& element = type.element();
        if (element.kind != Kind::record && element.kind != Kind::list &&
            element.kind != Kind::optional)
            return;
        for (std::size_t i = 0, n = type.size(object); i < n; ++i) {
            if (type.kind == Kind::list) {
                path += '/';
                path += std::to_string(i);
            }
            for_each_reference(element, const_cast<void*>(type.item(object, i)), path, visit);
            path.resize(length);
        }
    }
}

}  // namespace areena
