#include "areena/io/source.hpp"

#include "io/json_scan.hpp"
#include "io/line_counter.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace areena::io {
namespace {

using detail::JsonScanner;
using Event = JsonScanner::Event;

/// The pointers that are looked for, as a tree of their reference tokens.
struct Node {
    std::map<std::string, Node, std::less<>> children;
    std::size_t offset = 0;
    bool found = false;
};

/// The tokens of a pointer, as far down as a document goes.
std::vector<std::string> steps(std::string_view pointer) {
    constexpr std::size_t deepest = 1'000;
    std::vector<std::string> tokens = detail::split_pointer(pointer);
    if (tokens.size() > deepest) tokens.resize(deepest);
    return tokens;
}

void insert(Node& root, std::string_view pointer) {
    Node* node = &root;
    for (std::string& token : steps(pointer)) node = &node->children[std::move(token)];
}

/// Where the value stands, or else what lies around it.
std::size_t offset_of(const Node& root, std::string_view pointer) {
    const Node* node = &root;
    std::size_t offset = root.offset;
    for (const std::string& token : steps(pointer)) {
        node = &node->children.find(token)->second;
        if (!node->found) break;
        offset = node->offset;
    }
    return offset;
}

std::size_t count(const Node& node) {
    std::size_t all = 1;
    for (const auto& [token, child] : node.children) all += count(child);
    return all;
}

/// Walks the text and notes where the wanted values begin; ends early once all are found.
class Search {
public:
    Search(std::string_view text, Node& root) : scanner_(text), next_(&root), left_(count(root)) {}

    void run() {
        for (Event event = scanner_.next(); event != Event::end && event != Event::fault;
             event = scanner_.next()) {
            if (event == Event::object_end || event == Event::array_end)
                levels_.pop_back();
            else if (event == Event::key)
                step_to(detail::unescape(scanner_.token()));
            else
                value(event);
            if (left_ == 0) return;
        }
    }

private:
    struct Level {
        Node* node = nullptr;  // null: nothing in here is wanted
        bool is_array = false;
        std::size_t index = 0;
    };

    void step_to(std::string_view token) {
        Node* parent = levels_.back().node;
        next_ = nullptr;
        if (!parent) return;
        const auto child = parent->children.find(token);
        // Of repeated keys the first counts, and what is in it.
        if (child != parent->children.end() && !child->second.found) next_ = &child->second;
    }

    void value(Event event) {
        if (!levels_.empty() && levels_.back().is_array) {
            const std::size_t index = levels_.back().index++;
            if (levels_.back().node) step_to(std::to_string(index));
        }
        if (next_) {
            next_->found = true;
            next_->offset = scanner_.offset();
            --left_;
        }
        if (event == Event::object_begin || event == Event::array_begin)
            levels_.push_back({next_, event == Event::array_begin, 0});
        next_ = nullptr;
    }

    JsonScanner scanner_;
    std::vector<Level> levels_;
    Node* next_;  // the node that the next value stands for
    std::size_t left_;
};

}  // namespace

Source::Source(std::string file, std::string text)
    : file_(std::move(file)), text_(std::make_shared<const std::string>(std::move(text))) {}

Place Source::place(std::size_t offset) const {
    Place place = detail::LineCounter(*text_).at(offset);
    place.file = file_;
    return place;
}

Place Source::locate(std::string_view pointer) const {
    Node root;
    insert(root, pointer);
    Search(*text_, root).run();
    return place(offset_of(root, pointer));
}

Finding Source::locate(Finding finding) const {
    std::vector<Finding> one;
    one.push_back(std::move(finding));
    return std::move(locate(std::move(one)).front());
}

std::vector<Finding> Source::locate(std::vector<Finding> findings) const {
    Node root;
    std::vector<std::pair<const std::string*, Place*>> wanted;
    const auto want = [&](const std::string& path, Place& place) {
        if (place.line > 0) {
            if (place.file.empty()) place.file = file_;
            return;
        }
        insert(root, path);
        wanted.emplace_back(&path, &place);
    };
    for (Finding& finding : findings) {
        want(finding.path, finding.place);
        for (Related& related : finding.related) want(related.path, related.place);
    }
    if (wanted.empty()) return findings;
    Search(*text_, root).run();
    std::vector<std::pair<std::size_t, Place*>> offsets;
    for (const auto& [path, place] : wanted) offsets.emplace_back(offset_of(root, *path), place);
    std::ranges::sort(offsets, {}, &std::pair<std::size_t, Place*>::first);
    detail::LineCounter lines(*text_);
    for (const auto& [offset, place] : offsets) {
        *place = lines.at(offset);
        place->file = file_;
    }
    return findings;
}

}  // namespace areena::io
