// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/methodwatch.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/http.h>

#include <array>
#include <string_view>

namespace fiftyfold::practice {

namespace {

constexpr std::size_t longestMethod = 256;

void readWord(evbuffer *input, MethodWatch::Word &word)
{
    std::array<char, longestMethod> begin{};
    const ev_ssize_t count = evbuffer_copyout(input, begin.data(), begin.size());
    if (count <= 0)
        return;
    const std::string_view text(begin.data(), static_cast<std::size_t>(count));
    const std::size_t end = text.find(' ');
    if (end == std::string_view::npos && text.size() < begin.size())
        return;
    word.text = text.substr(0, end);
    word.isWhole = true;
}

/// evhttp takes a request's first line out of the buffer only when all of it is there, so that it begins with the
/// method for as long as that is not whole.
void readAsItComes(evbuffer *input, const evbuffer_cb_info *change, void *watched)
{
    auto *word = static_cast<MethodWatch::Word *>(watched);
    if (change->n_added > 0 && !word->isWhole)
        readWord(input, *word);
}

} // namespace

void MethodWatch::watch(evhttp *http)
{
    evhttp_set_bevcb(http, makeStream, this);
}

bufferevent *MethodWatch::makeStream(event_base *loop, void *self)
{
    bufferevent *stream = bufferevent_socket_new(loop, -1, 0); // evhttp sets socket and options
    if (stream) {
        evbuffer *input = bufferevent_get_input(stream);
        Word &word = static_cast<MethodWatch *>(self)->m_words[input];
        word = {};
        evbuffer_add_cb(input, readAsItComes, &word);
    }
    return stream;
}

std::string MethodWatch::takeMethod(bufferevent *stream)
{
    evbuffer *input = bufferevent_get_input(stream);
    Word &word = m_words[input];
    std::string method = std::move(word.text);
    word = {};
    readWord(input, word); // the next request may be there already
    return method;
}

void MethodWatch::forget(bufferevent *stream)
{
    evbuffer *input = bufferevent_get_input(stream);
    const auto found = m_words.find(input);
    if (found == m_words.end())
        return;
    evbuffer_remove_cb(input, readAsItComes, &found->second);
    m_words.erase(found);
}

} // namespace fiftyfold::practice
