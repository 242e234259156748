#include "io/arrow_shape.hpp"

#include "areena/core/date.hpp"

#include <bit>
#include <chrono>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>

namespace areena::io::detail {
namespace {

/// Arrow recommends memory that begins on a cache line.
template <class T>
struct Aligned {
    using value_type = T;
    static constexpr std::align_val_t line{64};
    Aligned() = default;
    template <class U>
    Aligned(const Aligned<U>&) noexcept {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), line)); }
    void deallocate(T* p, std::size_t) noexcept { ::operator delete(p, line); }
    bool operator==(const Aligned&) const = default;
};

using Bytes = std::vector<std::byte, Aligned<std::byte>>;

template <class T>
void append_raw(const T& value, Bytes& out) {
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
}

/// Truth values eight a byte, the first in the lowest bit.
class Bits {
public:
    void append(bool value) {
        if (size_ % 8 == 0) bytes_.push_back(std::byte{0});
        if (value) bytes_.back() |= std::byte{1} << (size_ % 8);
        ++size_;
    }
    [[nodiscard]] Bytes take() { return std::move(bytes_); }

private:
    Bytes bytes_;
    std::size_t size_ = 0;
};

/// What an exported array points to. Children are structs within: a consumer may move one out.
struct ArrayParts {
    std::vector<Bytes> buffers;
    std::vector<const void*> pointers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> child_pointers;
};

void release_array(ArrowArray* array) {
    for (std::int64_t i = 0; i < array->n_children; ++i)
        if (ArrowArray* child = array->children[i]; child->release) child->release(child);
    delete static_cast<ArrayParts*>(array->private_data);
    array->release = nullptr;
}

std::int32_t offset(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw std::length_error("a column has more than 2^31 - 1 bytes or elements in one chunk");
    return static_cast<std::int32_t>(size);
}

std::int32_t days_since_1970(const Date& date) {
    const std::chrono::year_month_day day{std::chrono::year{date.year()},
                                          std::chrono::month{date.month()},
                                          std::chrono::day{date.day()}};
    return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
}

/// Gathers the values of a column, or of a part of one, and hands them out.
class ArrayBuilder {
public:
    ArrayBuilder(const ArrowShape& shape, const ArrowOptions& options)
        : shape_(shape), options_(options) {
        for (const ArrowShape& child : shape.children) children_.emplace_back(child, options);
        if (has_offsets()) append_raw(std::int32_t{0}, fixed_);
    }

    /// A null pointer is a missing value.
    void append(const void* value) {
        if (value && shape_.optional)
            value = shape_.optional->size(value) == 0 ? nullptr : shape_.optional->item(value, 0);
        const bool is_there = value ? put(value) : put_nothing();
        valid_.append(is_there);
        if (!is_there) ++num_missing_;
        ++size_;
    }

    void finish(ArrowArray& out) {
        auto parts = std::make_unique<ArrayParts>();
        parts->buffers.push_back(num_missing_ == 0 ? Bytes{} : valid_.take());
        if (shape_.layout == Layout::boolean)
            parts->buffers.push_back(bits_.take());
        else if (shape_.layout != Layout::structure)
            parts->buffers.push_back(std::move(fixed_));
        if (shape_.layout == Layout::utf8) parts->buffers.push_back(std::move(text_));
        for (const Bytes& buffer : parts->buffers)
            parts->pointers.push_back(buffer.empty() ? nullptr : buffer.data());
        parts->children.resize(children_.size());
        for (ArrowArray& child : parts->children) parts->child_pointers.push_back(&child);
        ArrowArray made{};
        made.length = size_;
        made.null_count = num_missing_;
        made.n_buffers = static_cast<std::int64_t>(parts->pointers.size());
        made.buffers = parts->pointers.data();
        made.n_children = static_cast<std::int64_t>(children_.size());
        made.children = parts->child_pointers.data();
        made.release = &release_array;
        made.private_data = parts.release();
        finish_children(made);
        out = made;
    }

    /// A row of a table: its columns append their own values.
    [[nodiscard]] std::vector<ArrayBuilder>& children() noexcept { return children_; }
    void count_row() {
        valid_.append(true);
        ++size_;
    }

private:
    void finish_children(ArrowArray& made) {
        try {
            for (std::size_t i = 0; i < children_.size(); ++i)
                children_[i].finish(*made.children[i]);
        } catch (...) {
            made.release(&made);
            throw;
        }
    }
    [[nodiscard]] bool has_offsets() const {
        return shape_.layout == Layout::utf8 || shape_.layout == Layout::list;
    }

    bool put(const void* value) {
        switch (shape_.layout) {
            case Layout::boolean: bits_.append(*static_cast<const bool*>(value)); break;
            case Layout::int64: append_raw(*static_cast<const std::int64_t*>(value), fixed_); break;
            case Layout::float64: append_raw(*static_cast<const double*>(value), fixed_); break;
            case Layout::decimal128: put_decimal(*static_cast<const std::int64_t*>(value)); break;
            case Layout::date32:
                append_raw(days_since_1970(*static_cast<const Date*>(value)), fixed_);
                break;
            case Layout::utf8: return put_text(value);
            case Layout::list: put_list(value); break;
            case Layout::structure:
                for (std::size_t i = 0; i < children_.size(); ++i)
                    children_[i].append(shape_.type->fields[i].at(const_cast<void*>(value)));
                break;
        }
        return true;
    }

    /// The room that a missing value takes; false, unless the column may not have any.
    bool put_nothing() {
        switch (shape_.layout) {
            case Layout::boolean: bits_.append(false); break;
            case Layout::int64:
            case Layout::float64: append_raw(std::int64_t{0}, fixed_); break;
            case Layout::decimal128: put_decimal(0); break;
            case Layout::date32: append_raw(std::int32_t{0}, fixed_); break;
            case Layout::utf8: append_raw(offset(text_.size()), fixed_); break;
            case Layout::list: append_raw(offset(children_[0].count()), fixed_); break;
            case Layout::structure:
                for (ArrayBuilder& child : children_) child.append(nullptr);
                break;
        }
        return !shape_.is_nullable;
    }

    bool put_text(const void* value) {
        cell_.clear();
        const bool is_there = append_cell(shape_, value, options_, cell_);
        const std::size_t at = text_.size();
        text_.resize(at + cell_.size());
        if (!cell_.empty()) std::memcpy(text_.data() + at, cell_.data(), cell_.size());
        append_raw(offset(text_.size()), fixed_);
        return is_there;
    }
    /// 128 bits in the machine's own order of bytes.
    void put_decimal(std::int64_t units) {
        const std::int64_t sign = units < 0 ? -1 : 0;
        constexpr bool is_little = std::endian::native == std::endian::little;
        append_raw(is_little ? units : sign, fixed_);
        append_raw(is_little ? sign : units, fixed_);
    }
    void put_list(const void* value) {
        const std::size_t size = shape_.type->size(value);
        for (std::size_t i = 0; i < size; ++i) children_[0].append(shape_.type->item(value, i));
        append_raw(offset(children_[0].count()), fixed_);
    }
    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(size_); }

    const ArrowShape& shape_;
    const ArrowOptions& options_;
    std::vector<ArrayBuilder> children_;
    Bits valid_;
    Bits bits_;    // boolean
    Bytes fixed_;  // values of a fixed width, or offsets
    Bytes text_;   // utf8
    std::string cell_;
    std::int64_t size_ = 0;
    std::int64_t num_missing_ = 0;
};

}  // namespace

void export_rows(const ArrowTable& table, const ArrowShape& root, const ArrowOptions& options,
                 std::size_t first, std::size_t last, ArrowArray& out) {
    ArrayBuilder rows(root, options);
    for (std::size_t row = first; row < last; ++row) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            rows.children()[i].append(table.columns[i].at(row));
        rows.count_row();
    }
    rows.finish(out);
}

}  // namespace areena::io::detail
